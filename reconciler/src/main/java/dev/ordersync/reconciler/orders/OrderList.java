package dev.ordersync.reconciler.orders;

import static dev.ordersync.reconciler.orders.Columns.instant;
import static dev.ordersync.reconciler.orders.Columns.requiredInstant;

import dev.ordersync.access.Caller;
import dev.ordersync.access.StoreScope;
import dev.ordersync.order.OrderId;
import dev.ordersync.order.OrderStatus;
import dev.ordersync.order.StoreKey;
import dev.ordersync.problem.Refusal;
import dev.ordersync.store.StoreDirectory;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lists orders, newest first, page by page. */
public final class OrderList {
    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 200;

    /**
     * One row. The full story is the order's sheet.
     *
     * @param twin the shop has a second copy that nobody has decided about
     */
    public record Row(
            String id,
            String source,
            String store,
            Instant receivedAt,
            int version,
            String status,
            @Nullable String reason,
            @Nullable String platformOrderId,
            @Nullable String platformOrderUrl,
            int generation,
            int attemptCount,
            String customer,
            String total,
            String currency,
            Instant placedAt,
            boolean cancelRequested,
            @Nullable Instant nextActionAt,
            @Nullable Instant decideBy,
            @Nullable Instant decidedAt,
            boolean overdue,
            boolean twin) {}

    /** An order's number, with its public name. */
    public record Named(OrderId number, String id, String source) {}

    public record Page(List<Row> orders, @Nullable String nextCursor) {}

    private record Numbered(Cursor place, Row row) {}

    private final JdbcClient jdbc;
    private final StoreDirectory stores;
    private final StoreScope scope;

    public OrderList(JdbcClient jdbc, StoreDirectory stores, StoreScope scope) {
        this.jdbc = jdbc;
        this.stores = stores;
        this.scope = scope;
    }

    /**
     * @param cursor null: from the newest
     * @throws Refusal 422 for a bad cursor or limit
     */
    public Page page(Caller caller, OrderFilter filter, int limit, @Nullable String cursor) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Refusal.invalid("limit", "must be between 1 and " + MAX_LIMIT);
        }
        var after = cursor == null || cursor.isBlank() ? Cursor.START : Cursor.of(cursor);
        var storeIds = storeIds(caller, filter.store());
        var rows = new ArrayList<>(statement(filter, storeIds, after, limit + 1)
                .query((row, _) -> row(row))
                .list());
        String next = null;
        if (rows.size() > limit) {
            rows.removeLast();
            next = rows.getLast().place().text();
        }
        return new Page(rows.stream().map(Numbered::row).toList(), next);
    }

    /** The orders that a filter finds, oldest first, at most {@code max} of them. */
    public List<Named> named(Caller caller, OrderFilter filter, int max) {
        var storeIds = storeIds(caller, filter.store());
        var sql = "SELECT o.id, o.ext_id, o.source FROM orders o WHERE TRUE\n" + conditions(filter, storeIds)
                + " ORDER BY o.received_at, o.id LIMIT :max";
        return bind(jdbc.sql(sql).param("max", max), filter, storeIds)
                .query((row, _) ->
                        new Named(new OrderId(row.getLong("id")), row.getString("ext_id"), row.getString("source")))
                .list();
    }

    /** How many orders a filter finds; {@code max} when there are as many or more, so that no count reads a whole table. */
    public int count(Caller caller, OrderFilter filter, int max) {
        var storeIds = storeIds(caller, filter.store());
        var sql = "SELECT count(*) FROM (SELECT 1 FROM orders o WHERE TRUE\n" + conditions(filter, storeIds)
                + " LIMIT :max) found";
        return bind(jdbc.sql(sql).param("max", max), filter, storeIds)
                .query(Integer.class)
                .single();
    }

    /** Another caller's store, and one that there is not, have no orders: null means all stores, empty none. */
    private Integer @Nullable [] storeIds(Caller caller, @Nullable String store) {
        if (store == null) {
            return scope.ids(caller);
        }
        if (!StoreKey.isValid(store) || !caller.maySee(new StoreKey(store))) {
            return new Integer[0];
        }
        return stores.find(new StoreKey(store))
                .map(found -> new Integer[] {found.id()})
                .orElseGet(() -> new Integer[0]);
    }

    private JdbcClient.StatementSpec statement(
            OrderFilter filter, Integer @Nullable [] storeIds, Cursor after, int limit) {
        var sql = """
                SELECT o.id AS number, o.store_id, o.ext_id, o.source, o.received_at, o.version, o.status, o.reason,
                       o.platform_order_id, o.platform_order_url, o.generation, o.attempt, o.cancel_requested, o.due_at,
                       o.lease_until, o.decide_by, o.decided_at, o.overdue,
                       EXISTS (SELECT 1 FROM twins t WHERE t.order_id = o.id AND t.state = 'open') AS twin,
                       s.customer, s.total, s.currency, s.placed_at
                  FROM orders o
                  JOIN order_search s ON s.order_id = o.id
                 WHERE (o.received_at, o.id) < (:receivedAt, :id)
                """ + conditions(filter, storeIds) + " ORDER BY o.received_at DESC, o.id DESC LIMIT :limit";
        var statement = jdbc.sql(sql)
                .param("receivedAt", utc(after.receivedAt()))
                .param("id", after.id())
                .param("limit", limit);
        return bind(statement, filter, storeIds);
    }

    /** What a filter asks of an order {@code o}, each condition after an AND. */
    private static String conditions(OrderFilter filter, Integer @Nullable [] storeIds) {
        var sql = new StringBuilder();
        if (storeIds != null) {
            sql.append(" AND o.store_id = ANY (:stores)\n");
        }
        if (!filter.statuses().isEmpty()) {
            sql.append(" AND o.status = ANY (:statuses)\n");
        }
        if (filter.since() != null) {
            sql.append(" AND o.received_at >= :since\n");
        }
        if (filter.until() != null) {
            sql.append(" AND o.received_at <= :until\n");
        }
        if (filter.overdue()) {
            sql.append(" AND o.overdue\n");
        }
        if (onlyUnderWay(filter)) {
            sql.append(" AND o.due_at IS NOT NULL\n"); // implied by the statuses: names the partial index
        }
        if (filter.needsPerson() || filter.overdue() || onlyForPersons(filter)) {
            sql.append(" AND o.needs_person\n"); // implied by the others: names the partial index
        }
        if (filter.q() != null) {
            sql.append("""
                     AND o.id IN (SELECT h.order_id FROM order_search h WHERE h.haystack LIKE :pattern
                                  UNION ALL
                                  SELECT l.order_id FROM links l
                                   WHERE l.platform_order_id = :exact
                                     AND l.shop_id IN (SELECT t.shop_id FROM stores t WHERE t.shop_id IS NOT NULL))
                    """);
        }
        return sql.toString();
    }

    private static JdbcClient.StatementSpec bind(
            JdbcClient.StatementSpec statement, OrderFilter filter, Integer @Nullable [] storeIds) {
        var bound = statement;
        if (storeIds != null) {
            bound = bound.param("stores", storeIds);
        }
        if (!filter.statuses().isEmpty()) {
            bound = bound.param(
                    "statuses",
                    filter.statuses().stream().map(OrderStatus::code).toArray(String[]::new));
        }
        if (filter.since() != null) {
            bound = bound.param("since", utc(filter.since()));
        }
        if (filter.until() != null) {
            bound = bound.param("until", utc(filter.until()));
        }
        if (filter.q() != null) {
            bound = bound.param("pattern", '%' + escaped(filter.q().toLowerCase(Locale.ROOT)) + '%')
                    .param("exact", filter.q());
        }
        return bound;
    }

    private static boolean onlyForPersons(OrderFilter filter) {
        return !filter.statuses().isEmpty() && filter.statuses().stream().allMatch(OrderStatus::needsPerson);
    }

    private static boolean onlyUnderWay(OrderFilter filter) {
        return !filter.statuses().isEmpty() && filter.statuses().stream().allMatch(OrderStatus::isUnderWay);
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private Numbered row(ResultSet row) throws SQLException {
        var receivedAt = requiredInstant(row, "received_at");
        var decidedAt = instant(row, "decided_at");
        var lease = instant(row, "lease_until");
        var total = row.getBigDecimal("total");
        return new Numbered(
                new Cursor(receivedAt, row.getLong("number")),
                new Row(
                        row.getString("ext_id"),
                        row.getString("source"),
                        stores.get(row.getInt("store_id")).key().value(),
                        receivedAt,
                        row.getInt("version"),
                        row.getString("status"),
                        row.getString("reason"),
                        row.getString("platform_order_id"),
                        row.getString("platform_order_url"),
                        row.getInt("generation"),
                        row.getInt("attempt"),
                        row.getString("customer"),
                        money(total),
                        row.getString("currency"),
                        requiredInstant(row, "placed_at"),
                        row.getBoolean("cancel_requested"),
                        lease == null ? instant(row, "due_at") : lease,
                        decidedAt == null ? instant(row, "decide_by") : null,
                        decidedAt,
                        row.getBoolean("overdue"),
                        row.getBoolean("twin")));
    }

    private static String money(BigDecimal amount) {
        return amount.toPlainString();
    }
}
