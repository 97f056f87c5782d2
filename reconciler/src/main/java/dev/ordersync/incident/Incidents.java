package dev.ordersync.incident;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The SQL of incidents and of the orders in them, for the one pass that holds {@link #tryLock()}. */
final class Incidents {
    /**
     * An order that a signal brought.
     *
     * @param first it was not in the incident before; {@code false}: it is told of once more
     */
    record Joined(long orderId, boolean first) {}

    /** Any fixed number that no other use of advisory locks has. */
    private static final long LOCK = 7_236_114_001L;

    private static final String COLUMNS =
            "id, kind, store_id, opened_at, quiet_since, told_at, digest_at, snoozed_until, count";

    private final JdbcClient jdbc;

    Incidents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One pass at a time over all replicas, until the transaction ends. */
    boolean tryLock() {
        return Boolean.TRUE.equals(jdbc.sql("SELECT pg_try_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query(Boolean.class)
                .single());
    }

    /** At most one per store and kind. */
    List<Incident> open() {
        return jdbc.sql("SELECT " + COLUMNS + " FROM incidents WHERE state = 'open' ORDER BY id")
                .query((row, _) -> read(row))
                .list();
    }

    Incident open(IncidentKind kind, int storeId, Instant now) {
        return jdbc.sql("INSERT INTO incidents (kind, store_id, opened_at) VALUES (:kind, :store, :now) RETURNING "
                        + COLUMNS)
                .param("kind", kind.code())
                .param("store", storeId)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, _) -> read(row))
                .single();
    }

    /** Puts orders in; one that was in it already, settled or not, is in it again. A new one ends a snooze. */
    List<Joined> join(long incidentId, Collection<Long> orderIds, Instant now) {
        var joined = jdbc.sql("""
                        INSERT INTO incident_orders (incident_id, order_id, joined_at)
                        SELECT :incident, o.id, :now FROM unnest(:orders) AS o(id) ORDER BY o.id
                        ON CONFLICT (incident_id, order_id) DO UPDATE SET settled = false, told = false
                        RETURNING order_id, old.order_id IS NULL AS first
                        """)
                .param("incident", incidentId)
                .param("orders", orderIds.toArray(Long[]::new))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, _) -> new Joined(row.getLong("order_id"), row.getBoolean("first")))
                .list();
        int added = (int) joined.stream().filter(Joined::first).count();
        jdbc.sql("""
                        UPDATE incidents
                           SET count = count + :added, quiet_since = NULL,
                               snoozed_until = CASE WHEN :added = 0 THEN snoozed_until END
                         WHERE id = :id
                        """).param("added", added).param("id", incidentId).update();
        return joined;
    }

    /**
     * Moves what the store's trouble explains over to it: the orders still under way of the store's timeouts, failures and
     * overdue orders. An incident that loses all its unsettled orders so ends in silence.
     */
    void absorb(long incidentId, int storeId, Instant now) {
        jdbc.sql("""
                        WITH moving AS (
                            UPDATE incident_orders m SET settled = true, told = true
                              FROM incidents i, orders o
                             WHERE i.id = m.incident_id AND o.id = m.order_id AND NOT m.settled
                               AND i.store_id = :store AND i.state = 'open' AND i.kind = ANY (:kinds)
                               AND o.status IN ('queued', 'posting', 'in_doubt', 'resyncing')
                            RETURNING m.incident_id, m.order_id
                        ), joined AS (
                            INSERT INTO incident_orders (incident_id, order_id, joined_at)
                            SELECT DISTINCT CAST(:incident AS bigint), order_id, CAST(:now AS timestamptz) FROM moving
                            ON CONFLICT DO NOTHING
                            RETURNING 1
                        ), counted AS (
                            UPDATE incidents SET count = count + (SELECT count(*) FROM joined) WHERE id = :incident
                        )
                        UPDATE incidents i SET state = 'closed', closed_at = :now, digest_at = NULL
                         WHERE i.id IN (SELECT incident_id FROM moving)
                           AND NOT EXISTS (
                               SELECT 1 FROM incident_orders m
                                WHERE m.incident_id = i.id AND NOT m.settled
                                  AND m.order_id NOT IN (SELECT v.order_id FROM moving v WHERE v.incident_id = i.id))
                        """)
                .param("incident", incidentId)
                .param("store", storeId)
                .param(
                        "kinds",
                        IncidentKind.causedByTheStore().stream()
                                .map(IncidentKind::code)
                                .toArray(String[]::new))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** People were told now: the next digest keeps its distance. */
    void markTold(long incidentId, Instant now) {
        jdbc.sql("UPDATE incidents SET told_at = :now, digest_at = NULL WHERE id = :id")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", incidentId)
                .update();
    }

    /**
     * Something waits for the digest. Who acknowledged the incident is told of new orders only.
     *
     * @param news whether an order is new in it, beside repeats
     */
    void planDigest(long incidentId, Instant at, boolean news) {
        jdbc.sql("""
                        UPDATE incidents SET digest_at = coalesce(digest_at, :at)
                         WHERE id = :id AND (:news OR acknowledged_by IS NULL)
                        """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("id", incidentId)
                .param("news", news)
                .update();
    }

    void close(long incidentId, Instant now) {
        jdbc.sql("UPDATE incidents SET state = 'closed', closed_at = :now, digest_at = NULL WHERE id = :id")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", incidentId)
                .update();
    }

    private static Incident read(ResultSet row) throws SQLException {
        return new Incident(
                row.getLong("id"),
                IncidentKind.of(row.getString("kind")),
                row.getInt("store_id"),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                instant(row, "quiet_since"),
                instant(row, "told_at"),
                instant(row, "digest_at"),
                instant(row, "snoozed_until"),
                row.getInt("count"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
