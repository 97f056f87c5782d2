package dev.ordersync.ledger;

import dev.ordersync.order.Actor;
import dev.ordersync.order.Outcome;
import dev.ordersync.outbox.EventType;
import java.time.Instant;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The answer of an attempt that was given up: the shop took the order and does not say under which number. There is no copy
 * to link, but from then on absence is no reason to send the generation again: it is looked for, and left to a person
 * when it is not found.
 */
public final class UnnamedCopies {
    private static final String TO = """
            CASE o.status WHEN 'posting' THEN 'posting' WHEN 'queued' THEN 'in_doubt' WHEN 'in_doubt' THEN 'in_doubt'
                 ELSE 'broken' END
            """;

    private static final Transition TAKEN = Transition.to(TO)
            .rows("attempt int, detail text, decide_by timestamptz, policy_version int")
            .set("""
                 no_id = true, doubted = true, permit = false, evidence_version = o.evidence_version + 1,
                 late_evidence = o.late_evidence OR o.status = 'posting',
                 reason = CASE %1$s WHEN 'posting' THEN o.reason
                      WHEN 'in_doubt' THEN 'Your shop said that it took the order, but not under which number: we look for it.'
                      ELSE 'Your shop said late that it took the order, but not under which number.' END,
                 due_at = CASE %1$s WHEN 'posting' THEN o.due_at WHEN 'in_doubt' THEN CAST(:now AS timestamptz) END,
                 queued_since = CASE o.status WHEN 'posting' THEN o.queued_since END,
                 overdue = o.overdue AND o.status IN ('posting', 'in_doubt'),
                 doubt_since = CASE o.status WHEN 'queued' THEN CAST(:now AS timestamptz) ELSE o.doubt_since END,
                 settles_at = coalesce(o.settles_at, :now),
                 decide_by = CASE o.status WHEN 'queued' THEN x.decide_by WHEN 'in_doubt' THEN o.decide_by END,
                 decided_at = CASE %1$s WHEN 'in_doubt' THEN NULL WHEN 'posting' THEN o.decided_at
                      ELSE coalesce(o.decided_at, :now) END,
                 doubt_lookups = CASE o.status WHEN 'queued' THEN 0 ELSE o.doubt_lookups END,
                 none_since = CASE o.status WHEN 'queued' THEN NULL ELSE o.none_since END
                 """.formatted(TO))
            .guard("""
                   o.status IN ('queued', 'posting', 'in_doubt', 'rejected', 'failed', 'cancelled') AND NOT o.no_id
                   AND o.generation = (
                       SELECT a.generation FROM attempts a WHERE a.order_id = o.id AND a.number = x.attempt)
                   """)
            .action("'late-answer'")
            .reason("x.detail")
            .decidedBy("CAST(NULL AS text)", "x.policy_version")
            .event(EventType.OUTCOME_UNKNOWN, "m.from_status = 'queued'")
            .event(EventType.BROKEN, "m.status = 'broken'")
            .build();

    private UnnamedCopies() {}

    /** Notes it; where the order is linked, with a person, or has a newer content, a line in the audit is all. */
    public static void note(JdbcClient jdbc, Recorded late, Outcome.AcceptedNoId taken, Instant now) {
        var detail = "attempt " + late.attempt() + ", after it was given up: taken, " + taken.detail();
        var row = new HashMap<String, @Nullable Object>();
        row.put("id", late.id().value());
        row.put("attempt", late.attempt());
        row.put("detail", detail);
        row.put("decide_by", now.plus(late.store().policy().retryWithin()).toString());
        row.put("policy_version", late.store().policyVersion());
        if (!TAKEN.apply(jdbc, row, Actor.WORKER, now)) {
            AuditNote.write(jdbc, late.id(), "late-answer", detail, Actor.WORKER, now);
        }
    }
}
