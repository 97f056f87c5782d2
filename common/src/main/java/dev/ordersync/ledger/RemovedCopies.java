package dev.ordersync.ledger;

import dev.ordersync.outbox.EventType;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A copy of ours that the merchant cancelled, trashed or deleted. That was a person's will, so that nothing is posted
 * again by itself: an order that waits or is in doubt is a broken sync, and for a synced one people are told.
 */
public final class RemovedCopies {
    private static final String TO =
            "CASE WHEN o.status IN ('queued', 'in_doubt', 'rejected', 'failed') THEN 'broken' ELSE o.status END";

    private static final Transition REMOVED = Transition.to(TO)
            .rows(
                    "shop_id text, platform_order_id text, platform_order_url text, reason text, absent boolean, status text,"
                            + " candidates jsonb")
            .set("""
                 evidence_version = o.evidence_version + 1, lookups = o.lookups + 1,
                 late_evidence = o.late_evidence OR o.status = 'posting',
                 -- No lookup will see what is deleted: should the present attempt fail, the order is never sent again by itself.
                 no_id = o.no_id OR (o.status = 'posting' AND x.absent),
                 reason = CASE o.status WHEN 'posting' THEN o.reason ELSE x.reason END,
                 due_at = CASE %1$s WHEN 'broken' THEN NULL ELSE o.due_at END,
                 queued_since = CASE %1$s WHEN 'broken' THEN NULL ELSE o.queued_since END,
                 overdue = o.overdue AND %1$s <> 'broken',
                 decide_by = CASE %1$s WHEN 'broken' THEN NULL ELSE o.decide_by END,
                 decided_at = CASE %1$s WHEN 'broken' THEN coalesce(o.decided_at, :now) ELSE o.decided_at END
                 """.formatted(TO))
            .guard("""
                   (o.status IN ('queued', 'posting', 'in_doubt', 'rejected', 'failed')
                    OR (o.status = 'synced' AND o.platform_order_id = x.platform_order_id
                        AND o.reason IS DISTINCT FROM x.reason))
                   AND NOT EXISTS (
                       SELECT 1 FROM links v
                        WHERE v.order_id = o.id AND v.platform_order_id = x.platform_order_id AND v.purpose = 'void')
                   AND NOT EXISTS (
                       SELECT 1 FROM dismissals d WHERE d.order_id = o.id AND d.platform_order_id = x.platform_order_id)
                   """)
            .action("'copy-removed'")
            .reason("x.platform_order_id || ': ' || x.reason")
            .returning("jsonb_build_array(x.candidates -> 0 || jsonb_build_object('status', x.status)) AS x_candidates")
            .effect("""
                    looked AS (
                        INSERT INTO lookups (order_id, number, started_at, at, result, fresh, complete, detail, candidates,
                            ruleset, found_by)
                        SELECT id, lookups, :now, :now, 'exact', true, false, said, x_candidates, 'none', 'webhook'
                          FROM moved
                    )
                    """)
            .effect(Signals.effect(Signals.Kind.BROKEN_SYNC, "m.status = 'synced'"))
            .event(EventType.BROKEN, "m.status = 'broken'")
            .build();

    /** What became of the copy. */
    public enum How {
        CANCELLED("It was cancelled in your shop."),
        TRASHED("It was removed in your shop."),
        ABSENT("It was deleted in your shop.");

        private final String reason;

        How(String reason) {
            this.reason = reason;
        }
    }

    private RemovedCopies() {}

    /** What a synced order's reason is while its copy is gone and nobody has done anything about it. */
    public static List<String> reasons() {
        return Arrays.stream(How.values()).map(how -> how.reason).toList();
    }

    /** A copy that we took out ourselves, or that stands for no order's present state, leaves a line in the audit only. */
    public static void note(JdbcClient jdbc, SeenCopy seen, How how, Instant now) {
        var row = seen.row();
        row.put("reason", how.reason);
        row.put("absent", how == How.ABSENT);
        row.put("status", how.name().toLowerCase(Locale.ROOT));
        if (!REMOVED.apply(jdbc, row, seen.actor(), now)) {
            AuditNote.write(
                    jdbc, seen.order(), "webhook", "nothing new: copy " + seen.id() + " is gone", seen.actor(), now);
        }
    }
}
