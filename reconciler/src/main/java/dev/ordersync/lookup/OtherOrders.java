package dev.ordersync.lookup;

import dev.ordersync.matching.Wanted;
import dev.ordersync.order.IdempotencyKey;
import dev.ordersync.order.OrderId;
import dev.ordersync.order.OrderJson;
import dev.ordersync.store.Store;
import dev.ordersync.verdict.OpenOrder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The other orders of a store whose copy is not known: a copy that looks like one in doubt may be theirs. */
final class OtherOrders {
    /** Of each kind. A copy's claimant beyond these is only not named; nobody loses a claim by that. */
    private static final int MAX = 500;

    private final JdbcClient jdbc;

    OtherOrders(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * In doubt but not due now, or with a person already.
     *
     * @param clockSkew the shop's clock minus ours
     */
    List<OpenOrder> of(Store store, Duration clockSkew, List<DoubtfulOrder> due) {
        return jdbc.sql("""
                        SELECT o.id, o.source, o.ext_id, o.generation, c.body, a.first_started_at, a.last_ended_at,
                               ARRAY(SELECT d.platform_order_id FROM dismissals d WHERE d.order_id = o.id) AS dismissed_copies,
                               ARRAY(SELECT v.platform_order_id FROM links v
                                      WHERE v.order_id = o.id AND v.purpose = 'void') AS voided_copies
                          FROM ((SELECT id FROM orders
                                  WHERE store_id = :store AND due_at IS NOT NULL AND status = 'in_doubt'
                                  ORDER BY due_at LIMIT :max)
                                UNION
                                (SELECT id FROM orders
                                  WHERE store_id = :store AND needs_person AND status = 'broken'
                                  ORDER BY received_at DESC LIMIT :max)) AS open
                          JOIN orders o ON o.id = open.id
                          JOIN order_content c ON c.order_id = o.id AND c.generation = o.generation
                          LEFT JOIN LATERAL (
                               SELECT min(t.started_at) AS first_started_at, max(t.ended_at) AS last_ended_at
                                 FROM attempts t WHERE t.order_id = o.id) a ON true
                         WHERE o.id <> ALL(:due)
                         ORDER BY o.id
                        """)
                .param("store", store.id())
                .param("max", MAX)
                .param("due", due.stream().map(order -> order.id().value()).toArray(Long[]::new))
                .query((row, _) -> read(clockSkew, row))
                .list();
    }

    private static OpenOrder read(Duration clockSkew, ResultSet row) throws SQLException {
        var source = row.getString("source");
        var extId = row.getString("ext_id");
        return new OpenOrder(
                new OrderId(row.getLong("id")),
                new Wanted(
                        OrderJson.read(row.getString("body")),
                        byShopsClock(clockSkew, row, "first_started_at"),
                        byShopsClock(clockSkew, row, "last_ended_at")),
                IntStream.rangeClosed(1, row.getInt("generation"))
                        .mapToObj(generation -> IdempotencyKey.of(source, extId, generation))
                        .toList(),
                Set.of((String[]) row.getArray("dismissed_copies").getArray()),
                Set.of((String[]) row.getArray("voided_copies").getArray()));
    }

    private static @Nullable Instant byShopsClock(Duration clockSkew, ResultSet row, String column)
            throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant().plus(clockSkew);
    }
}
