package dev.ordersync.incident;

import dev.ordersync.order.OrderStatus;
import dev.ordersync.wording.ShownStatus;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a mail says of one order: never who bought what.
 *
 * @param url the order's page on the marketplace
 * @param decideBy while in doubt
 */
record OrderLine(
        long id,
        String extId,
        String source,
        @Nullable String url,
        ShownStatus shown,
        @Nullable Instant decideBy) {
    /** Orders that one mail names; the rest is a number and a link. */
    static final int MAX_NAMED = 20;

    private static final String SELECT = """
            SELECT o.id, o.ext_id, o.source, o.url, o.status, o.overdue,
                CASE WHEN o.status = 'in_doubt' THEN o.decide_by END AS decide_by,
                EXISTS (SELECT 1 FROM twins t WHERE t.order_id = o.id AND t.state = 'open') AS twin
              FROM incident_orders m JOIN orders o ON o.id = m.order_id
             WHERE m.incident_id = :incident AND
            """;

    private static final String ORDER = " ORDER BY o.needs_person DESC, m.joined_at, o.id LIMIT :limit";

    /** The orders that no mail has named, those that need a person first. */
    static List<OrderLine> untold(JdbcClient jdbc, long incidentId) {
        return read(jdbc.sql(SELECT + " NOT m.told" + ORDER), incidentId);
    }

    static List<OrderLine> of(JdbcClient jdbc, long incidentId, Collection<Long> orderIds) {
        return read(
                jdbc.sql(SELECT + " m.order_id = ANY (:orders)" + ORDER).param("orders", orderIds.toArray(Long[]::new)),
                incidentId);
    }

    static int countUntold(JdbcClient jdbc, long incidentId) {
        return jdbc.sql("SELECT count(*) FROM incident_orders WHERE incident_id = :incident AND NOT told")
                .param("incident", incidentId)
                .query((row, _) -> row.getInt(1))
                .single();
    }

    static void markTold(JdbcClient jdbc, long incidentId) {
        jdbc.sql("UPDATE incident_orders SET told = true WHERE incident_id = :incident AND NOT told")
                .param("incident", incidentId)
                .update();
    }

    static void markTold(JdbcClient jdbc, long incidentId, Collection<Long> orderIds) {
        jdbc.sql("UPDATE incident_orders SET told = true WHERE incident_id = :incident AND order_id = ANY (:orders)")
                .param("incident", incidentId)
                .param("orders", orderIds.toArray(Long[]::new))
                .update();
    }

    /** Where an incident's orders stand now. */
    static Map<OrderStatus, Integer> byStatus(JdbcClient jdbc, long incidentId) {
        var counts = new EnumMap<OrderStatus, Integer>(OrderStatus.class);
        jdbc.sql("""
                        SELECT o.status, count(*) AS orders
                          FROM incident_orders m JOIN orders o ON o.id = m.order_id
                         WHERE m.incident_id = :incident
                         GROUP BY o.status
                        """)
                .param("incident", incidentId)
                .query((row, _) -> counts.put(OrderStatus.of(row.getString("status")), row.getInt("orders")))
                .list();
        return counts;
    }

    private static List<OrderLine> read(JdbcClient.StatementSpec statement, long incidentId) {
        return statement
                .param("incident", incidentId)
                .param("limit", MAX_NAMED)
                .query((row, _) -> {
                    var decideBy = row.getObject("decide_by", OffsetDateTime.class);
                    return new OrderLine(
                            row.getLong("id"),
                            row.getString("ext_id"),
                            row.getString("source"),
                            row.getString("url"),
                            ShownStatus.of(
                                    OrderStatus.of(row.getString("status")),
                                    row.getBoolean("overdue"),
                                    row.getBoolean("twin")),
                            decideBy == null ? null : decideBy.toInstant());
                })
                .list();
    }
}
