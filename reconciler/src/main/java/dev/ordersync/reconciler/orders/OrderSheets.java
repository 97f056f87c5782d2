package dev.ordersync.reconciler.orders;

import static dev.ordersync.reconciler.orders.Columns.instant;
import static dev.ordersync.reconciler.orders.Columns.requiredInstant;

import dev.ordersync.order.OrderId;
import dev.ordersync.order.OrderStatus;
import dev.ordersync.resolution.AllowedActions;
import dev.ordersync.resolution.FactsReader;
import dev.ordersync.store.StoreDirectory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads one order whole, as of one instant, so that a page never mixes two versions of it. */
public final class OrderSheets {
    /** The last so many of each kind of history; an order that has more has them in its audit. */
    static final int MAX_HISTORY = 500;

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES) // what a ruleset left out is zero or false
            .build();

    private final JdbcClient jdbc;
    private final StoreDirectory stores;
    private final FactsReader facts;
    private final Clock clock;
    private final TransactionTemplate snapshot;

    public OrderSheets(JdbcClient jdbc, StoreDirectory stores, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.stores = stores;
        this.facts = new FactsReader(jdbc);
        this.clock = clock;
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    public OrderSheet get(OrderId id) {
        return Objects.requireNonNull(snapshot.execute(_ -> read(id)));
    }

    private OrderSheet read(OrderId id) {
        return jdbc.sql("""
                        SELECT o.*, c.body
                          FROM orders o
                          JOIN order_content c ON c.order_id = o.id AND c.generation = o.generation
                         WHERE o.id = :id
                        """)
                .param("id", id.value())
                .query((row, _) -> sheet(id, row))
                .single();
    }

    private OrderSheet sheet(OrderId id, ResultSet row) throws SQLException {
        var store = stores.get(row.getInt("store_id"));
        var decidedAt = instant(row, "decided_at");
        return new OrderSheet(
                row.getString("ext_id"),
                row.getString("source"),
                store.key().value(),
                row.getString("url"),
                requiredInstant(row, "received_at"),
                row.getInt("version"),
                row.getString("status"),
                row.getString("reason"),
                row.getString("platform_order_id"),
                row.getString("platform_order_url"),
                row.getString("idem_key"),
                row.getInt("generation"),
                JSON.readTree(row.getString("body")),
                attempts(id, row),
                lookups(id),
                twins(id),
                row.getBoolean("cancel_requested"),
                nextActionAt(row),
                decidedAt == null ? instant(row, "decide_by") : null,
                decidedAt,
                row.getBoolean("overdue"),
                AllowedActions.of(facts.get(id), store.policy().proofMaxAge(), clock.instant()));
    }

    /** While an attempt is in flight its lease's end is the next instant at which anyone else acts. */
    private static @Nullable Instant nextActionAt(ResultSet row) throws SQLException {
        return isPosting(row) ? instant(row, "lease_until") : instant(row, "due_at");
    }

    private static boolean isPosting(ResultSet row) throws SQLException {
        return row.getString("status").equals(OrderStatus.POSTING.code());
    }

    /** Those with an outcome, and the one in flight, which is on the order's row. */
    private List<OrderSheet.Attempt> attempts(OrderId id, ResultSet order) throws SQLException {
        var attempts = new ArrayList<>(jdbc.sql("""
                        SELECT number, generation, started_at, ended_at, outcome, http_status, detail
                          FROM attempts WHERE order_id = :id ORDER BY number DESC LIMIT :max
                        """)
                .param("id", id.value())
                .param("max", MAX_HISTORY)
                .query((row, _) -> new OrderSheet.Attempt(
                        row.getInt("number"),
                        row.getInt("generation"),
                        requiredInstant(row, "started_at"),
                        instant(row, "ended_at"),
                        row.getString("outcome"),
                        row.getObject("http_status", Integer.class),
                        row.getString("detail")))
                .list()
                .reversed());
        if (isPosting(order)) {
            attempts.add(new OrderSheet.Attempt(
                    order.getInt("attempt"),
                    order.getInt("generation"),
                    requiredInstant(order, "attempt_started_at"),
                    null,
                    null,
                    null,
                    null));
        }
        return attempts;
    }

    private List<OrderSheet.Lookup> lookups(OrderId id) {
        var dismissed = new HashSet<>(jdbc.sql("SELECT platform_order_id FROM dismissals WHERE order_id = :id")
                .param("id", id.value())
                .query(String.class)
                .list());
        return jdbc.sql("""
                        SELECT at, result, fresh, complete, detail, found_by, ruleset, candidates
                          FROM lookups WHERE order_id = :id ORDER BY number DESC LIMIT :max
                        """)
                .param("id", id.value())
                .param("max", MAX_HISTORY)
                .query((row, _) -> new OrderSheet.Lookup(
                        requiredInstant(row, "at"),
                        row.getString("result"),
                        row.getBoolean("fresh"),
                        row.getBoolean("complete"),
                        row.getString("detail"),
                        row.getString("found_by"),
                        row.getString("ruleset"),
                        candidates(row.getString("candidates"), dismissed)))
                .list()
                .reversed();
    }

    /** A dismissal counts for every lookup that saw the copy, earlier ones too. */
    private static List<OrderSheet.Candidate> candidates(String json, Set<String> dismissed) {
        return JSON.readTree(json)
                .valueStream()
                .map(node -> JSON.treeToValue(node, OrderSheet.Candidate.class))
                .map(candidate -> new OrderSheet.Candidate(
                        candidate.platformOrderId(),
                        candidate.url(),
                        candidate.score(),
                        candidate.dismissed() || dismissed.contains(candidate.platformOrderId()),
                        candidate.status(),
                        candidate.reference(),
                        candidate.rivals() == null ? List.of() : candidate.rivals(),
                        candidate.evidence()))
                .toList();
    }

    private List<OrderSheet.Twin> twins(OrderId id) {
        return jdbc.sql("""
                        SELECT platform_order_id, url, found_at, found_by, state
                          FROM twins WHERE order_id = :id ORDER BY found_at, platform_order_id LIMIT :max
                        """)
                .param("id", id.value())
                .param("max", MAX_HISTORY)
                .query((row, _) -> new OrderSheet.Twin(
                        row.getString("platform_order_id"),
                        row.getString("url"),
                        requiredInstant(row, "found_at"),
                        row.getString("found_by"),
                        row.getString("state")))
                .list();
    }
}
