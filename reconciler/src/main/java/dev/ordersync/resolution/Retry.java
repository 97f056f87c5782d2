package dev.ordersync.resolution;

import dev.ordersync.ledger.Transition;
import dev.ordersync.order.OrderId;
import dev.ordersync.outbox.EventType;
import dev.ordersync.problem.Refusal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The Retry button: sends an order again where that can't double it, or where an admin answers for it. */
public final class Retry {
    private static final String ROWS = Desk.ROW + ", watch_at timestamptz, decide_by timestamptz";
    private static final String ACTION = "CASE WHEN x.force THEN 'retry-forced' ELSE 'retry' END";

    /** A forced retry overrules what we know, so the shop is watched for a second copy. */
    private static final String WATCH = """
            watched AS (
                INSERT INTO twin_watch (order_id, store_id, due_at, started_at)
                SELECT id, store_id, x_watch_at, :now FROM moved WHERE x_watch_at IS NOT NULL
                ON CONFLICT (order_id) DO UPDATE SET due_at = EXCLUDED.due_at, step = 0, started_at = EXCLUDED.started_at
            )
            """;

    private static final Transition SEND_AGAIN = Transition.to("'queued'")
            .rows(ROWS)
            .set("""
                 due_at = :now, queued_since = :now, overdue = false, extra_attempts = o.extra_attempts + 1,
                 retry_pressed = true, dismissed = false, gave_up = false, permit = x.force, cancel_requested = false, delays = 0, none_since = NULL,
                 -- The force is for one attempt: whatever comes after it looks for the copy that is known.
                 doubted = o.doubted OR o.status = 'broken',
                 decided_at = CASE WHEN o.doubted THEN coalesce(o.decided_at, :now) END,
                 reason = 'Waiting to be sent again, as you asked.'
                 """)
            .guard(Desk.SEEN
                    + " AND (o.status IN ('failed', 'rejected') OR (x.force AND o.status IN ('in_doubt', 'broken')))")
            .action(ACTION)
            .reason("x.said")
            .decidedBy("CAST(NULL AS text)", "x.policy_version")
            .returning("x.watch_at AS x_watch_at")
            .effect(WATCH)
            .event(EventType.POST_REQUESTED, "true")
            .build();

    private static final Transition LOOK_FIRST = Transition.to("'in_doubt'")
            .rows(ROWS)
            .set("""
                 due_at = :now, doubt_since = :now, decide_by = x.decide_by, decided_at = NULL, queued_since = NULL,
                 settles_at = coalesce(o.settles_at, :now), overdue = false, doubt_lookups = 0, none_since = NULL,
                 extra_attempts = o.extra_attempts + 1, retry_pressed = true, dismissed = false, gave_up = false,
                 delays = 0,
                 reason = 'We look once more whether your shop has it before we send it again.'
                 """)
            .guard(Desk.SEEN + " AND o.status IN ('failed', 'rejected') AND o.doubted")
            .action(ACTION)
            .reason("x.said")
            .decidedBy("CAST(NULL AS text)", "x.policy_version")
            .event(EventType.OUTCOME_UNKNOWN, "true")
            .build();

    private static final Transition BRING_FORWARD = Transition.to("'queued'")
            .rows(ROWS)
            .set("due_at = least(o.due_at, :now), retry_pressed = true, permit = o.permit OR x.force")
            .guard(Desk.SEEN + " AND o.status = 'queued'")
            .action(ACTION)
            .reason("x.said")
            .decidedBy("CAST(NULL AS text)", "x.policy_version")
            .returning("x.watch_at AS x_watch_at, old.due_at AS was_due_at")
            .effect(WATCH)
            .event(EventType.POST_REQUESTED, "m.was_due_at > :now") // due already: its hint is out
            .build();

    private final Desk desk;

    public Retry(Desk desk) {
        this.desk = desk;
    }

    /**
     * Queues one more attempt, or brings the waiting one forward; pressed again, it changes nothing.
     *
     * @throws Refusal 409 when it could double the order; 403, 422 for a force without right or reason
     */
    public void press(OrderId id, Press press) {
        desk.press(id, "retry", press, (order, now) -> ruling(order, press, now));
    }

    /** Why a press would be refused now. */
    Optional<Refusal> judge(OrderId id, Press press) {
        return desk.judge(id, press, (order, now) -> ruling(order, press, now));
    }

    private Desk.Ruling ruling(Facts order, Press press, Instant now) {
        return switch (RetryRuling.on(
                order, press.force(), desk.store(order).policy().proofMaxAge(), now)) {
            case RetryRuling.SendAgain _ -> new Desk.Ruling.Move(SEND_AGAIN, row(order, press, now));
            case RetryRuling.LookFirst _ -> new Desk.Ruling.Move(LOOK_FIRST, row(order, press, now));
            case RetryRuling.BringForward _ ->
                isDue(order, now) && order.retryPressed() && !press.force()
                        ? new Desk.Ruling.Nothing("it is due already")
                        : new Desk.Ruling.Move(BRING_FORWARD, row(order, press, now));
            case RetryRuling.Waits _ -> new Desk.Ruling.Nothing("it waits for its lookup already");
            case RetryRuling.Refuse refuse -> throw Refusal.conflict(refuse.code(), refuse.detail());
        };
    }

    private static boolean isDue(Facts order, Instant now) {
        return order.dueAt() != null && !order.dueAt().isAfter(now);
    }

    private Map<String, @Nullable Object> row(Facts order, Press press, Instant now) {
        var policy = desk.store(order).policy();
        var row = new HashMap<String, @Nullable Object>();
        row.put("decide_by", now.plus(policy.retryWithin()).toString());
        if (press.force() && !policy.twinWatch().isEmpty()) {
            row.put("watch_at", now.plus(policy.twinWatch().getFirst()).toString());
        }
        return row;
    }
}
