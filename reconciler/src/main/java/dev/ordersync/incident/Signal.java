package dev.ordersync.incident;

import dev.ordersync.ledger.Signals;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One row of the signals, taken.
 *
 * @param orderId null: about the store itself
 * @param failures of the order, in a row
 * @param pressed after a person's Retry
 */
record Signal(int storeId, @Nullable Long orderId, Signals.Kind kind, int failures, boolean pressed, Instant at) {
    /** Signals per pass; an outage's are read over several. */
    static final int BATCH = 1_000;

    /** Removes the oldest signals within the caller's transaction: rolled back, they are there again. */
    static List<Signal> take(JdbcClient jdbc) {
        return jdbc.sql("""
                        WITH taken AS (
                            DELETE FROM signals WHERE id IN (SELECT id FROM signals ORDER BY id LIMIT :batch)
                            RETURNING id, store_id, order_id, kind, failures, pressed, at
                        )
                        SELECT * FROM taken ORDER BY id
                        """)
                .param("batch", BATCH)
                .query((row, _) -> new Signal(
                        row.getInt("store_id"),
                        row.getObject("order_id", Long.class),
                        Signals.Kind.of(row.getString("kind")),
                        row.getInt("failures"),
                        row.getBoolean("pressed"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Asks again for the given-up orders of an incident that closes. */
    static void handOverFailed(JdbcClient jdbc, long incidentId, Instant now) {
        jdbc.sql("""
                        INSERT INTO signals (store_id, order_id, kind, failures, at)
                        SELECT o.store_id, o.id, 'failed', o.failures, :now
                          FROM incident_orders m JOIN orders o ON o.id = m.order_id
                         WHERE m.incident_id = :incident AND o.status = 'failed'
                        """)
                .param("incident", incidentId)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }
}
