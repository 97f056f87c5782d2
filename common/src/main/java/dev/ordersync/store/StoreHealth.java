package dev.ordersync.store;

import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The SQL that changes a store's health. Each call is one guarded statement and says whether it changed anything; the
 * time in which the store could not post is kept beside, since it does not count towards {@code giveUpAfter}. A hold and
 * the beginning of probing are signalled to people; a store that was never verified stays without alarm.
 */
public final class StoreHealth {
    /** A change of health as one statement: the store's row, then the start or the end of a stop. */
    private static final String CHANGE = """
            WITH changed AS (
                UPDATE stores s SET %s, version = s.version + 1, state_since = :now
                 WHERE s.id = :id AND (%s)
                RETURNING s.id, s.hold IS NOT NULL OR s.paused AS stopped, old.hold IS NOT NULL OR old.paused AS was_stopped,
                    CASE WHEN s.probing AND NOT old.probing THEN 'store-down'
                         WHEN s.hold IS NOT DISTINCT FROM old.hold OR 'unverified' IN (s.hold, coalesce(old.hold, '')) THEN NULL
                         WHEN s.hold = 'wrong-shop' THEN 'wrong-shop'
                         WHEN s.hold IS NOT NULL THEN 'credentials' END AS signal
            ), signalled AS (
                INSERT INTO signals (store_id, kind, at)
                SELECT id, signal, :now FROM changed WHERE signal IS NOT NULL
            ), begun AS (
                INSERT INTO store_stops (store_id, stopped_at)
                SELECT id, :now FROM changed WHERE stopped AND NOT was_stopped
                ON CONFLICT DO NOTHING
            ), ended AS (
                UPDATE store_stops p SET ended_at = :now FROM changed c
                 WHERE p.store_id = c.id AND p.ended_at IS NULL AND NOT c.stopped
            )
            SELECT count(*) FROM changed
            """;

    private final JdbcClient jdbc;

    public StoreHealth(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Keeps the store from posting because of its own trouble.
     *
     * @param code begins the public state reason; another code replaces the one that stood
     * @return whether the store was not held for this already
     */
    public boolean hold(int storeId, String code, String detail, Instant now) {
        return change(
                "hold = :code, hold_detail = :detail, probe_at = :now",
                "s.hold IS DISTINCT FROM :code",
                storeId,
                code,
                detail,
                now);
    }

    /** Says better why the store is held; the hold itself, and since when, stay. */
    public void explainHold(int storeId, String code, String detail) {
        jdbc.sql("""
                 UPDATE stores SET hold_detail = :detail, version = version + 1
                  WHERE id = :id AND hold = :code AND hold_detail IS DISTINCT FROM :detail
                 """)
                .param("detail", detail)
                .param("id", storeId)
                .param("code", code)
                .update();
    }

    /** Lifts whatever holds the store, after a successful verify. */
    public boolean liftHold(int storeId, Instant now) {
        return change("hold = NULL, hold_detail = NULL, probe_at = NULL", "s.hold IS NOT NULL", storeId, "", "", now);
    }

    /** A person stops posting; lookups go on. */
    public boolean pause(int storeId, String detail, Instant now) {
        return change("paused = true, pause_detail = :detail", "NOT s.paused", storeId, "", detail, now);
    }

    public boolean resume(int storeId, Instant now) {
        return change("paused = false, pause_detail = NULL", "s.paused", storeId, "", "", now);
    }

    /** The store does not answer: from now on it is probed, and one order goes out as a trial at a time. */
    public boolean startProbing(int storeId, Instant now) {
        return change("probing = true, probe_at = :now", "NOT s.probing", storeId, "", "", now);
    }

    /** The trial got no answer: back to harmless reads. */
    public boolean probeAgain(int storeId, Instant next) {
        return jdbc.sql("""
                        UPDATE stores SET probe_at = :next, version = version + 1
                         WHERE id = :id AND probing AND probe_at IS NULL
                        """)
                        .param("next", next.atOffset(ZoneOffset.UTC))
                        .param("id", storeId)
                        .update()
                == 1;
    }

    /** A read was answered: the next order goes out as a trial. */
    public boolean allowTrial(int storeId) {
        return jdbc.sql("""
                        UPDATE stores SET probe_at = NULL, version = version + 1
                         WHERE id = :id AND probing AND probe_at IS NOT NULL
                        """).param("id", storeId).update() == 1;
    }

    public boolean endProbing(int storeId, Instant now) {
        return change("probing = false, probe_at = NULL", "s.probing", storeId, "", "", now);
    }

    /**
     * Takes the turn to read a held or probing store, so that of several replicas only one does.
     *
     * @return whether it is this caller's turn
     */
    public boolean takeProbe(int storeId, Instant next, Instant now) {
        return jdbc.sql("""
                        UPDATE stores SET probe_at = :next, version = version + 1
                         WHERE id = :id AND probe_at <= :now AND (probing OR hold IS NOT NULL)
                        """)
                        .param("next", next.atOffset(ZoneOffset.UTC))
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("id", storeId)
                        .update()
                == 1;
    }

    private boolean change(String sets, String guard, int storeId, String code, String detail, Instant now) {
        return jdbc.sql(CHANGE.formatted(sets, guard))
                        .param("id", storeId)
                        .param("code", code)
                        .param("detail", detail)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .query(Long.class)
                        .single()
                == 1;
    }
}
