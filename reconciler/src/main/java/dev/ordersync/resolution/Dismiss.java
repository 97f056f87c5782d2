package dev.ordersync.resolution;

import dev.ordersync.ledger.Transition;
import dev.ordersync.order.OrderId;
import dev.ordersync.order.OrderStatus;
import dev.ordersync.outbox.EventType;
import dev.ordersync.problem.Refusal;
import java.time.Instant;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/**
 * "Not our order": takes a candidate out of all further matching. With the last one gone a broken sync is in doubt again
 * and has to settle; "no match" then means failed, and a person presses Retry.
 */
public final class Dismiss {
    private static final String TO = "CASE WHEN o.status = 'broken' AND x.last THEN 'in_doubt' ELSE o.status END";

    private static final Transition DISMISS = Transition.to(TO)
            .rows(Desk.ROW + ", platform_order_id text, last boolean, settles_at timestamptz, decide_by timestamptz")
            .set("""
                 dismissed = true, retry_pressed = false, evidence_version = o.evidence_version + 1,
                 due_at = CASE WHEN %1$s = 'in_doubt' THEN :now END,
                 doubt_since = CASE WHEN o.status = %1$s THEN o.doubt_since ELSE :now END,
                 settles_at = CASE WHEN o.status = %1$s THEN o.settles_at ELSE coalesce(o.settles_at, x.settles_at) END,
                 decide_by = CASE WHEN o.status = %1$s THEN o.decide_by ELSE x.decide_by END,
                 decided_at = CASE WHEN o.status = %1$s THEN o.decided_at END,
                 doubt_lookups = CASE WHEN o.status = %1$s THEN o.doubt_lookups ELSE 0 END,
                 none_since = CASE WHEN o.status = %1$s THEN o.none_since END,
                 doubted = true,
                 reason = CASE WHEN o.status = %1$s THEN o.reason
                      ELSE 'You said that the order in your shop is another one. We look whether there is one more.' END
                 """.formatted(TO))
            .guard(Desk.SEEN + " AND o.status IN ('in_doubt', 'broken')")
            .action("CASE WHEN x.force THEN 'dismiss-forced' ELSE 'dismiss' END")
            .reason("x.platform_order_id || ': ' || x.said")
            .decidedBy("CAST(NULL AS text)", "x.policy_version")
            .returning("x.platform_order_id AS x_platform_order_id, x.said AS x_said")
            .effect("""
                    dismissal AS (
                        INSERT INTO dismissals (order_id, platform_order_id, at, actor, reason)
                        SELECT id, x_platform_order_id, :now, :actor, x_said FROM moved
                        ON CONFLICT DO NOTHING
                    )
                    """)
            .effect("""
                    freed AS (
                        DELETE FROM links k USING moved m
                         WHERE k.order_id = m.id AND k.platform_order_id = m.x_platform_order_id AND k.purpose = 'link'
                    )
                    """)
            .event(EventType.OUTCOME_UNKNOWN, "m.status = 'in_doubt' AND m.from_status = 'broken'")
            .build();

    private final Desk desk;

    public Dismiss(Desk desk) {
        this.desk = desk;
    }

    /** @throws Refusal 404 for what is no candidate, 409 {@code match-known} for our own reference, unforced */
    public void press(OrderId id, String platformOrderId, Press press) {
        desk.press(id, "dismiss", press, (order, now) -> ruling(order, platformOrderId, press, now));
    }

    private Desk.Ruling ruling(Facts order, String platformOrderId, Press press, Instant now) {
        press.requireReason();
        if (order.status() != OrderStatus.IN_DOUBT && order.status() != OrderStatus.BROKEN) {
            throw Refusal.conflict(
                    "wrong-status",
                    "Nothing is to be dismissed while the order is "
                            + order.status().code() + ".");
        }
        var copy =
                order.copy(platformOrderId).orElseThrow(() -> Refusal.notFound("This is no candidate of the order."));
        if (copy.carriesReference() && !press.force()) {
            throw Refusal.conflict(
                    "match-known", "It carries our reference: it is this order. Only an admin may overrule that.");
        }
        var policy = desk.store(order).policy();
        var row = new HashMap<String, @Nullable Object>();
        row.put("platform_order_id", platformOrderId);
        row.put("last", order.copies().size() == 1);
        row.put("settles_at", now.plus(desk.store(order).settleWindow()).toString());
        row.put("decide_by", now.plus(policy.retryWithin()).toString());
        return new Desk.Ruling.Move(DISMISS, row);
    }
}
