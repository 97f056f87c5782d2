package dev.ordersync.resolution;

import dev.ordersync.ledger.Transition;
import dev.ordersync.order.OrderId;
import dev.ordersync.outbox.EventType;
import dev.ordersync.problem.Refusal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Says that an order shall not be sent any more. While an attempt may have arrived it is kept as a wish. */
public final class Cancel {
    /** What a press led to. */
    public enum Result {
        CANCELLED,
        WISH_KEPT
    }

    private static final Transition CANCEL = Transition.to("'cancelled'")
            .rows(Desk.ROW)
            .set("""
                 due_at = NULL, queued_since = NULL, overdue = false, permit = false, decide_by = NULL,
                 decided_at = CASE WHEN o.doubted THEN coalesce(o.decided_at, :now) END,
                 reason = 'Cancelled: ' || x.said
                 """)
            .guard(Desk.SEEN + " AND o.status IN ('queued', 'rejected', 'failed')")
            .action("'cancel'")
            .reason("x.said")
            .decidedBy("CAST(NULL AS text)", "x.policy_version")
            .event(EventType.CANCELLED, "true")
            .build();

    private static final Transition WISH = Transition.to("o.status")
            .rows(Desk.ROW)
            // A verdict on what was known before the wish moves nothing: it would queue an order that nobody claims.
            .set("cancel_requested = true, evidence_version = o.evidence_version + 1")
            .guard(Desk.SEEN + " AND o.status IN ('posting', 'in_doubt', 'resyncing')")
            .action("'cancel-requested'")
            .reason("x.said")
            .decidedBy("CAST(NULL AS text)", "x.policy_version")
            .build();

    /** An admin's forced retry waits, and nobody looked since the attempt before it: its copy may be there. */
    private static final Transition LOOK_FIRST = Transition.to("'in_doubt'")
            .rows(Desk.ROW + ", decide_by timestamptz")
            .set("""
                 cancel_requested = true, permit = false, due_at = :now, doubt_since = :now, queued_since = NULL,
                 settles_at = coalesce(o.settles_at, :now), decide_by = x.decide_by, decided_at = NULL, overdue = false,
                 doubt_lookups = 0, none_since = NULL,
                 reason = 'You cancelled it; we look whether your shop has it already.'
                 """)
            .guard(Desk.SEEN + " AND o.status = 'queued' AND o.doubted")
            .action("'cancel-requested'")
            .reason("x.said")
            .decidedBy("CAST(NULL AS text)", "x.policy_version")
            .event(EventType.OUTCOME_UNKNOWN, "true")
            .build();

    private final Desk desk;

    public Cancel(Desk desk) {
        this.desk = desk;
    }

    /**
     * Cancels at once or keeps the wish; pressed again, it changes nothing.
     *
     * @throws Refusal 409 when the shop has the order, 422 without a reason
     */
    public Result press(OrderId id, Press press) {
        desk.press(id, "cancel", press, (order, now) -> ruling(order, press, now));
        return desk.facts(id).cancelRequested() ? Result.WISH_KEPT : Result.CANCELLED;
    }

    /** Why a press would be refused now. */
    Optional<Refusal> judge(OrderId id, Press press) {
        return desk.judge(id, press, (order, now) -> ruling(order, press, now));
    }

    private Desk.Ruling ruling(Facts order, Press press, Instant now) {
        press.requireReason();
        return switch (order.status()) {
            case QUEUED -> isSettled(order) ? new Desk.Ruling.Move(CANCEL, Map.of()) : lookFirst(order, now);
            case REJECTED, FAILED -> new Desk.Ruling.Move(CANCEL, Map.of());
            case POSTING, IN_DOUBT, RESYNCING ->
                order.cancelRequested()
                        ? new Desk.Ruling.Nothing("the wish is kept already")
                        : new Desk.Ruling.Move(WISH, Map.of());
            case CANCELLED -> new Desk.Ruling.Nothing("it is cancelled already");
            case SYNCED -> throw Refusal.conflict("already-synced", "Your shop has this order. Cancel it there.");
            case BROKEN ->
                throw Refusal.conflict(
                        "wrong-status",
                        "Your shop has, or may have, this order: void it there instead of cancelling it here.");
        };
    }

    /** Whether a lookup proved absence since the doubt began. */
    private static boolean isSettled(Facts order) {
        return !order.doubted()
                || (order.proofAt() != null
                        && order.doubtSince() != null
                        && !order.proofAt().isBefore(order.doubtSince()));
    }

    private Desk.Ruling lookFirst(Facts order, Instant now) {
        var decideBy = now.plus(desk.store(order).policy().retryWithin());
        return new Desk.Ruling.Move(LOOK_FIRST, Map.of("decide_by", decideBy.toString()));
    }
}
