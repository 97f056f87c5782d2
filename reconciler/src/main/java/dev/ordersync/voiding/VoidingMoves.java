package dev.ordersync.voiding;

import dev.ordersync.ledger.Signals;
import dev.ordersync.ledger.Transition;
import dev.ordersync.order.Actor;
import dev.ordersync.outbox.EventType;
import dev.ordersync.store.Store;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the steps of a void do to its order: each one statement, and only for the claim that found it out. Whether the
 * order moved is answered; {@code false}: another replica, a person or a late answer was first.
 */
final class VoidingMoves {
    private static final String ROWS =
            "platform_order_id text, lease timestamptz, said text, policy_version int, was_linked boolean";

    /** A claim is known by its lease's end: whoever outlived it moves nothing. */
    private static final String CLAIMED = """
            EXISTS (SELECT 1 FROM voidings v
                     WHERE v.order_id = o.id AND v.platform_order_id = x.platform_order_id AND v.due_at = x.lease)
            """;

    private static final String COPY = "x.platform_order_id AS x_platform_order_id, x.was_linked AS x_was_linked";

    private static final String DONE = """
            done AS (
                DELETE FROM voidings v USING moved m
                 WHERE v.order_id = m.id AND v.platform_order_id = m.x_platform_order_id
            )
            """;

    /** Back to what it was before the press: an answer's own copy stays reserved for its order. */
    private static final String RELEASE = """
            released AS (
                DELETE FROM links k USING moved m
                 WHERE k.order_id = m.id AND k.platform_order_id = m.x_platform_order_id AND k.purpose = 'void'
                   AND NOT m.x_was_linked
            ), relinked AS (
                UPDATE links k SET purpose = 'link' FROM moved m
                 WHERE k.order_id = m.id AND k.platform_order_id = m.x_platform_order_id AND k.purpose = 'void'
                   AND m.x_was_linked
            )
            """;

    private static final String CANCELLED = "(x.purpose = 'VOID' OR o.cancel_requested)";

    /**
     * Proven gone. The new generation sends the same bytes under a new key; an earlier attempt of unknown outcome still
     * counts, so that such an order is looked up once more before its fresh post. The reservation stays: the copy never
     * matches again.
     */
    private static final Transition GONE = Transition.to(
                    "CASE WHEN NOT " + CANCELLED + " THEN 'queued' WHEN o.doubted THEN 'in_doubt' ELSE 'cancelled' END")
            .rows(ROWS + ", purpose text, generation int, next_key text, decide_by timestamptz")
            .set("""
                 -- The key of the voided copy is spent, should a person have the order sent again after all.
                 generation = CASE WHEN %1$s AND NOT o.doubted THEN o.generation ELSE o.generation + 1 END,
                 idem_key = CASE WHEN %1$s AND NOT o.doubted THEN o.idem_key ELSE x.next_key END,
                 due_at = CASE WHEN NOT %1$s OR o.doubted THEN CAST(:now AS timestamptz) END,
                 queued_since = CASE WHEN NOT %1$s THEN CAST(:now AS timestamptz) END,
                 -- Another attempt may have left a copy too: it is looked for before the order counts as cancelled.
                 cancel_requested = o.cancel_requested OR (%1$s AND o.doubted),
                 doubt_since = CASE WHEN %1$s AND o.doubted THEN :now ELSE o.doubt_since END,
                 settles_at = CASE WHEN %1$s AND o.doubted THEN coalesce(o.settles_at, :now) ELSE o.settles_at END,
                 doubt_lookups = CASE WHEN %1$s AND o.doubted THEN 0 ELSE o.doubt_lookups END,
                 overdue = false, permit = false, no_id = false, dismissed = false, gave_up = false, late_evidence = false,
                 retry_pressed = NOT %1$s, extra_attempts = 0, unknown_attempts = 0, failures = 0, delays = 0,
                 proof_at = NULL, none_since = NULL, decide_by = CASE WHEN %1$s AND o.doubted THEN x.decide_by END,
                 decided_at = CASE WHEN o.doubted AND NOT %1$s THEN coalesce(o.decided_at, :now) END,
                 evidence_version = o.evidence_version + 1,
                 reason = CASE WHEN %1$s AND o.doubted
                      THEN 'Its copy in your shop was voided; we look whether there is another one.'
                      WHEN %1$s THEN 'Its copy in your shop was voided; it will not be sent.'
                      ELSE 'Its copy in your shop was voided; we send it again.' END
                 """.formatted(CANCELLED))
            .guard("o.status = 'resyncing' AND o.generation = x.generation AND " + CLAIMED)
            .action("'voided'")
            .reason("x.platform_order_id || ': ' || x.said")
            .decidedBy("CAST(NULL AS text)", "x.policy_version")
            .returning(COPY)
            .effect(DONE)
            .effect("""
                    content AS (
                        INSERT INTO order_content (order_id, generation, body)
                        SELECT m.id, m.generation, c.body
                          FROM moved m JOIN order_content c ON c.order_id = m.id AND c.generation = m.old_generation
                         WHERE m.generation > m.old_generation
                    )
                    """)
            .event(EventType.POST_REQUESTED, "m.status = 'queued'")
            .event(EventType.CANCELLED, "m.status = 'cancelled'")
            .event(EventType.OUTCOME_UNKNOWN, "m.status = 'in_doubt'")
            .build();

    private static final Transition TWIN_GONE = Transition.to("o.status")
            .rows(ROWS)
            .guard("o.platform_order_id IS DISTINCT FROM x.platform_order_id AND " + CLAIMED)
            .action("'twin-voided'")
            .reason("x.platform_order_id || ': ' || x.said")
            .decidedBy("CAST(NULL AS text)", "x.policy_version")
            .returning(COPY)
            .effect(DONE)
            .effect("""
                    marked AS (
                        UPDATE twins t SET state = 'voided' FROM moved m
                         WHERE t.order_id = m.id AND t.platform_order_id = m.x_platform_order_id
                    )
                    """)
            .build();

    /** It turned out impossible: the copy stays, and its order is a broken sync again. */
    private static final Transition GIVE_UP = Transition.to("'broken'")
            .rows(ROWS + ", reason text")
            .set("""
                 due_at = NULL, queued_since = NULL, overdue = false, reason = x.reason,
                 decided_at = CASE WHEN o.doubted THEN coalesce(o.decided_at, :now) END,
                 evidence_version = o.evidence_version + 1
                 """)
            .guard("o.status = 'resyncing' AND " + CLAIMED)
            .action("'void-given-up'")
            .reason("x.platform_order_id || ': ' || x.said")
            .decidedBy("CAST(NULL AS text)", "x.policy_version")
            .returning(COPY)
            .effect(DONE)
            .effect(RELEASE)
            .event(EventType.BROKEN, "true")
            .build();

    /** A twin stays open; an order that has moved on stays where it is. */
    private static final Transition DROP = Transition.to("o.status")
            .rows(ROWS)
            .guard(CLAIMED)
            .action("'void-given-up'")
            .reason("x.platform_order_id || ': ' || x.said")
            .decidedBy("CAST(NULL AS text)", "x.policy_version")
            .returning(COPY)
            .effect(DONE)
            .effect(RELEASE)
            .build();

    /** Not known whether it worked, or the shop wants another way: told to people the first time, and tried again. */
    private static final Transition GO_ON = Transition.to("o.status")
            .rows(ROWS + ", due timestamptz, cancelling boolean, unclear boolean")
            .set("due_at = CASE WHEN o.status = 'resyncing' THEN x.due ELSE o.due_at END")
            .guard(CLAIMED)
            .action("CASE WHEN x.unclear THEN 'void-unclear' ELSE 'void-refused' END")
            .reason("x.platform_order_id || ': ' || x.said")
            .decidedBy("CAST(NULL AS text)", "x.policy_version")
            .returning(COPY + """
                       , x.due AS x_due, x.cancelling AS x_cancelling, x.unclear AS x_unclear,
                       x.unclear AND o.status = 'resyncing' AND NOT EXISTS (
                           SELECT 1 FROM voidings v
                            WHERE v.order_id = o.id AND v.platform_order_id = x.platform_order_id AND v.unclear) AS x_news
                       """)
            .effect("""
                    goes_on AS (
                        UPDATE voidings v
                           SET due_at = m.x_due, cancelling = m.x_cancelling, unclear = v.unclear OR m.x_unclear
                          FROM moved m
                         WHERE v.order_id = m.id AND v.platform_order_id = m.x_platform_order_id
                    )
                    """)
            .effect(Signals.effect(Signals.Kind.BROKEN_SYNC, "m.x_news"))
            .build();

    private final JdbcClient jdbc;

    VoidingMoves(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean gone(Store store, Voiding voiding, String said, Instant now) {
        var row = row(store, voiding, said);
        if (voiding.purpose() == Voiding.Purpose.TWIN) {
            return TWIN_GONE.apply(jdbc, row, Actor.RECONCILER, now);
        }
        row.put("purpose", voiding.purpose().name());
        row.put("generation", voiding.generation());
        row.put("next_key", voiding.nextKey());
        row.put("decide_by", now.plus(store.policy().retryWithin()).toString());
        return GONE.apply(jdbc, row, Actor.RECONCILER, now);
    }

    boolean giveUp(Store store, Voiding voiding, String why, Instant now) {
        var row = row(store, voiding, why);
        if (voiding.purpose() == Voiding.Purpose.TWIN || !voiding.resyncing()) {
            return DROP.apply(jdbc, row, Actor.RECONCILER, now);
        }
        row.put("reason", "Its copy in your shop was not voided: " + why + ".");
        return GIVE_UP.apply(jdbc, row, Actor.RECONCILER, now);
    }

    boolean tryAgain(Store store, Voiding voiding, String why, Instant due, Instant now) {
        return goOn(store, voiding, why, due, voiding.cancelling(), true, now);
    }

    boolean cancelInstead(Store store, Voiding voiding, String why, Instant now) {
        return goOn(store, voiding, why, now, true, false, now);
    }

    private boolean goOn(
            Store store, Voiding voiding, String said, Instant due, boolean cancelling, boolean unclear, Instant now) {
        var row = row(store, voiding, said);
        row.put("due", due.toString());
        row.put("cancelling", cancelling);
        row.put("unclear", unclear);
        return GO_ON.apply(jdbc, row, Actor.RECONCILER, now);
    }

    private static Map<String, @Nullable Object> row(Store store, Voiding voiding, String said) {
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("id", voiding.order().value());
        row.put("platform_order_id", voiding.copy().value());
        row.put("lease", voiding.leaseUntil().toString());
        row.put("said", said);
        row.put("policy_version", store.policyVersion());
        row.put("was_linked", voiding.wasLinked());
        return row;
    }
}
