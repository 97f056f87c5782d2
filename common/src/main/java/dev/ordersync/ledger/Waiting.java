package dev.ordersync.ledger;

import dev.ordersync.order.Actor;
import dev.ordersync.outbox.EventType;
import dev.ordersync.store.Store;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Orders that wait too long: a person hears of it, and at last the order is given up. Neither ever causes a retry. */
public final class Waiting {
    /** Orders per store and pass. */
    public static final int BATCH = 200;

    private static final Transition OVERDUE = Transition.to("o.status")
            .set("overdue = true")
            .guard("NOT o.overdue AND (o.status = 'in_doubt' AND o.decide_by <= :now"
                    + " OR o.status IN ('queued', 'resyncing') AND o.queued_since <= x.since)")
            .rows("since timestamptz, policy_version int")
            .action("'overdue'")
            .reason("'waits for longer than retryWithin'")
            .decidedBy("CAST(NULL AS text)", "x.policy_version")
            .build();

    private static final Transition GIVE_UP = Transition.to("CASE WHEN o.doubted THEN 'in_doubt' ELSE 'failed' END")
            .rows("since timestamptz, policy_version int, decide_by timestamptz")
            .set("""
                 gave_up = true, queued_since = NULL, overdue = false,
                 reason = CASE WHEN o.doubted THEN 'It could not be sent again; we look a last time whether your shop has it.'
                      ELSE 'It could not be sent for too long.' END,
                 due_at = CASE WHEN o.doubted THEN CAST(:now AS timestamptz) END,
                 doubt_since = CASE WHEN o.doubted THEN :now ELSE o.doubt_since END,
                 settles_at = CASE WHEN o.doubted THEN coalesce(o.settles_at, :now) END,
                 decide_by = CASE WHEN o.doubted THEN x.decide_by END,
                 decided_at = CASE WHEN o.doubted THEN NULL ELSE o.decided_at END,
                 doubt_lookups = 0, none_since = NULL
                 """)
            .guard("o.status = 'queued' AND o.queued_since <= x.since")
            .action("'give-up'")
            .reason("'it waited for giveUpAfter'")
            .decidedBy("CAST(NULL AS text)", "x.policy_version")
            .event(EventType.FAILED, "m.status = 'failed'")
            .event(EventType.OUTCOME_UNKNOWN, "m.status = 'in_doubt'")
            .build();

    private Waiting() {}

    /** @return how many orders became overdue */
    public static int markOverdue(JdbcClient jdbc, Store store, Actor actor, Instant now) {
        var since = now.minus(store.policy().retryWithin());
        var late = jdbc.sql("""
                        SELECT id FROM orders
                         WHERE store_id = :store AND due_at IS NOT NULL AND NOT overdue
                           AND ((status = 'in_doubt' AND decide_by <= :now)
                                OR (status IN ('queued', 'resyncing') AND queued_since <= :since))
                         ORDER BY due_at, id
                         LIMIT :batch
                        """)
                .param("store", store.id())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("batch", BATCH)
                .query(Long.class)
                .list();
        if (late.isEmpty()) {
            return 0;
        }
        var rows = late.stream()
                .map(id -> Map.of("id", id, "since", since.toString(), "policy_version", store.policyVersion()))
                .toList();
        return OVERDUE.apply(jdbc, rows, actor, now, (row, _) -> row.getLong("id"))
                .size();
    }

    /**
     * Gives up orders that could not be sent for {@code giveUpAfter}, the time in which the store was paused or held not
     * counted. One that may have reached the shop earlier is looked up first.
     *
     * @return how many orders were given up
     */
    public static int giveUp(JdbcClient jdbc, Store store, Actor actor, Instant now) {
        var since = now.minus(store.policy().giveUpAfter());
        List<Map<String, Object>> rows = jdbc.sql("""
                        SELECT o.id FROM orders o
                         WHERE o.store_id = :store AND o.due_at IS NOT NULL AND o.status = 'queued'
                           AND o.queued_since <= :since
                           AND o.queued_since + coalesce((
                               SELECT sum(least(coalesce(p.ended_at, :now), :now) - greatest(p.stopped_at, o.queued_since))
                                 FROM store_stops p
                                WHERE p.store_id = o.store_id AND coalesce(p.ended_at, :now) > o.queued_since), interval '0')
                               <= :since
                         ORDER BY o.due_at, o.id
                         LIMIT :batch
                        """)
                .param("store", store.id())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("batch", BATCH)
                .query((row, _) -> Map.<String, Object>of(
                        "id", row.getLong("id"),
                        "since", since.toString(),
                        "decide_by", now.plus(store.policy().retryWithin()).toString(),
                        "policy_version", store.policyVersion()))
                .list();
        return rows.isEmpty()
                ? 0
                : GIVE_UP.apply(jdbc, rows, actor, now, (row, _) -> row.getLong("id"))
                        .size();
    }
}
