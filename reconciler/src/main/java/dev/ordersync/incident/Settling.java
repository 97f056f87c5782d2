package dev.ordersync.incident;

import dev.ordersync.ledger.RemovedCopies;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Sees which orders have left an incident's situation, and whether the situation is over. Read from the rows themselves
 * rather than told by whoever settles an order, so that no way of settling one can be forgotten.
 */
final class Settling {
    /** Orders looked at per pass; with more the passes take turns through them. */
    private static final int BATCH = 5_000;

    private final JdbcClient jdbc;
    private long lastIncident;
    private long lastOrder;

    Settling(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void check(Instant now) {
        settle();
        markQuiet(now);
    }

    /**
     * An order under way is not settled, nor one that stands in the very status that the incident is about. A synced order
     * whose copy the merchant took out stays as it is, so that there a person's acknowledgement is the end of it.
     */
    private void settle() {
        var seen = jdbc.sql("""
                        WITH members AS (
                            SELECT m.incident_id, m.order_id, i.kind, i.acknowledged_by IS NOT NULL AS acknowledged
                              FROM incident_orders m JOIN incidents i ON i.id = m.incident_id
                             WHERE NOT m.settled AND i.state = 'open' AND (m.incident_id, m.order_id) > (:incident, :order)
                             ORDER BY m.incident_id, m.order_id
                             LIMIT :batch
                        ), done AS (
                            UPDATE incident_orders m SET settled = true
                              FROM members LEFT JOIN orders o ON o.id = members.order_id
                             WHERE m.incident_id = members.incident_id AND m.order_id = members.order_id
                               AND (o.id IS NULL OR CASE members.kind
                                   WHEN 'overdue' THEN NOT o.overdue
                                   WHEN 'twin' THEN NOT EXISTS (
                                       SELECT 1 FROM twins t WHERE t.order_id = o.id AND t.state = 'open')
                                   ELSE o.status NOT IN ('queued', 'posting', 'in_doubt', 'resyncing', CASE members.kind
                                       WHEN 'broken-sync' THEN 'broken'
                                       WHEN 'rejected' THEN 'rejected'
                                       WHEN 'repeated-failure' THEN 'failed' ELSE '' END)
                                   AND (members.kind <> 'broken-sync' OR members.acknowledged
                                       OR o.status <> 'synced' OR o.reason IS NULL OR o.reason <> ALL (:removed)) END)
                        )
                        SELECT incident_id, order_id FROM members ORDER BY incident_id DESC, order_id DESC
                        """)
                .param("incident", lastIncident)
                .param("order", lastOrder)
                .param("batch", BATCH)
                .param("removed", RemovedCopies.reasons().toArray(String[]::new))
                .query((row, _) -> new long[] {row.getLong("incident_id"), row.getLong("order_id")})
                .list();
        boolean more = seen.size() == BATCH;
        lastIncident = more ? seen.getFirst()[0] : 0;
        lastOrder = more ? seen.getFirst()[1] : 0;
    }

    /** Quiet: every order is settled, and the store itself is well again. Any trouble before the incident closes ends it. */
    private void markQuiet(Instant now) {
        jdbc.sql("""
                        WITH judged AS (
                            SELECT i.id, i.quiet_since IS NOT NULL AS was_quiet,
                                NOT EXISTS (
                                    SELECT 1 FROM incident_orders m WHERE m.incident_id = i.id AND NOT m.settled)
                                AND CASE i.kind
                                    WHEN 'store-down' THEN NOT s.probing
                                    WHEN 'credentials' THEN s.hold IS NULL OR s.hold = 'wrong-shop'
                                    WHEN 'wrong-shop' THEN s.hold IS DISTINCT FROM 'wrong-shop'
                                    WHEN 'mail-undeliverable' THEN NOT EXISTS (
                                        SELECT 1 FROM incidents j JOIN mails m ON m.incident_id = j.id
                                         WHERE j.store_id = i.store_id AND j.kind <> 'mail-undeliverable'
                                           AND m.result = 'failed' AND m.created_at > CAST(:now AS timestamptz) - interval '7 days'
                                           AND (cardinality(s.alert_emails) = 0 OR m.recipient = ANY (s.alert_emails))
                                           AND NOT EXISTS (
                                               SELECT 1 FROM incidents k JOIN mails n ON n.incident_id = k.id
                                                WHERE k.store_id = i.store_id AND n.recipient = m.recipient
                                                  AND n.result = 'sent' AND n.sent_at > m.created_at))
                                    ELSE true END AS quiet
                              FROM incidents i JOIN stores s ON s.id = i.store_id
                             WHERE i.state = 'open'
                        )
                        UPDATE incidents i SET quiet_since = CASE WHEN j.quiet THEN CAST(:now AS timestamptz) END
                          FROM judged j
                         WHERE i.id = j.id AND j.quiet <> j.was_quiet
                        """).param("now", now.atOffset(ZoneOffset.UTC)).update();
    }
}
