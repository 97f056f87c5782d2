package dev.ordersync.ledger;

import dev.ordersync.order.Actor;
import dev.ordersync.order.Outcome;
import dev.ordersync.outbox.EventType;
import dev.ordersync.store.Store;
import java.time.Instant;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Evidence of a copy that nobody was waiting for: the shop's answer to an attempt that was given up, or a copy that a read
 * showed after the shop told of it. It settles an order that waits or is in doubt, is kept for one that is being posted,
 * and shows a twin where another copy is linked.
 */
public final class LateAnswers {
    /** Its generation is the order's. A copy of an earlier content is known from then on, and never linked. */
    private static final String NEWEST = """
            (o.generation = coalesce(x.generation,
                (SELECT a.generation FROM attempts a WHERE a.order_id = o.id AND a.number = x.attempt)))
            """;

    private static final String OURS = """
            (x.whole AND x.may_link AND %s AND NOT o.cancel_requested AND (x.id IN (SELECT r.order_id FROM reserved r)
             OR EXISTS (
                SELECT 1 FROM links k
                 WHERE k.shop_id = x.shop_id AND k.platform_order_id = x.platform_order_id AND k.order_id = x.id
                   AND k.purpose = 'link')))
            """.formatted(NEWEST);

    private static final String TO = """
            CASE o.status WHEN 'posting' THEN 'posting' WHEN 'synced' THEN 'synced'
                 WHEN 'queued' THEN CASE WHEN %1$s THEN 'synced' ELSE 'broken' END
                 WHEN 'in_doubt' THEN CASE WHEN %1$s THEN 'synced' WHEN NOT x.whole AND %2$s THEN 'in_doubt' ELSE 'broken' END
                 ELSE 'broken' END
            """.formatted(OURS, NEWEST);

    private static final String REASON = """
            CASE %1$s WHEN 'synced' THEN NULL WHEN 'posting' THEN o.reason WHEN 'in_doubt' THEN o.reason
                 ELSE CASE WHEN NOT %2$s THEN 'Your shop has the order as it was before it was sent anew.'
                           WHEN o.cancel_requested OR o.status = 'cancelled' THEN 'You cancelled it, but your shop has taken it.'
                           WHEN NOT x.whole THEN 'Found in your shop, but not as sent.'
                           WHEN NOT x.may_link THEN 'Found in your shop; your store''s settings leave linking to you.'
                           WHEN x.found_by = 'webhook' THEN 'Your shop told us that it has the order.'
                           ELSE 'Your shop answered late that it has the order.' END END
            """.formatted(TO, NEWEST);

    /** What was known of the order's copies before. */
    private static final String KNOWN = """
            (SELECT l.candidates FROM lookups l WHERE l.order_id = o.id AND l.result <> 'inconclusive'
              ORDER BY l.number DESC LIMIT 1)
            """;

    /** The same copy again tells nothing new, nor one that we took out, or are taking out, of the shop. */
    private static final String NEWS = """
            (x.attempt IS NULL OR o.attempt >= x.attempt)
            AND NOT EXISTS (
                SELECT 1 FROM links v
                 WHERE v.order_id = o.id AND v.platform_order_id = x.platform_order_id AND v.purpose = 'void')
            AND NOT (x.found_by = 'webhook' AND EXISTS (
                SELECT 1 FROM dismissals d WHERE d.order_id = o.id AND d.platform_order_id = x.platform_order_id))
            AND CASE o.status
                WHEN 'synced' THEN o.platform_order_id <> x.platform_order_id AND NOT EXISTS (
                    SELECT 1 FROM twins t WHERE t.order_id = o.id AND t.platform_order_id = x.platform_order_id)
                WHEN 'broken' THEN NOT coalesce(%s @> jsonb_build_array(
                    jsonb_build_object('platformOrderId', x.platform_order_id)), false)
                ELSE true END
            """.formatted(KNOWN);

    private static final Transition LATE = Transition.to(TO)
            .rows(
                    "attempt int, generation int, shop_id text, platform_order_id text, platform_order_url text, whole boolean,"
                            + " may_link boolean, detail text, found_by text, candidates jsonb, watch_at timestamptz")
            .first("""
                   reserved AS (
                       INSERT INTO links (shop_id, platform_order_id, order_id, at)
                       SELECT x.shop_id, x.platform_order_id, x.id, :now FROM x JOIN orders o ON o.id = x.id
                        WHERE x.shop_id IS NOT NULL AND o.status IN ('queued', 'in_doubt') AND %s AND %s
                       ON CONFLICT DO NOTHING
                       RETURNING order_id
                   )
                   """.formatted(NEWEST, NEWS))
            .set("""
                 evidence_version = o.evidence_version + 1, lookups = o.lookups + 1,
                 late_evidence = o.status = 'posting',
                 -- The shop has it: that no lookup shows it later is no reason to send it again.
                 no_id = o.no_id OR %1$s IN ('posting', 'in_doubt'),
                 reason = %2$s,
                 platform_order_id = CASE WHEN o.status = 'synced' THEN o.platform_order_id
                      WHEN %1$s = 'synced' THEN x.platform_order_id END,
                 platform_order_url = CASE WHEN o.status = 'synced' THEN o.platform_order_url
                      WHEN %1$s = 'synced' THEN x.platform_order_url END,
                 due_at = CASE WHEN %1$s IN ('posting', 'in_doubt') THEN o.due_at END,
                 queued_since = NULL, overdue = o.overdue AND %1$s IN ('posting', 'in_doubt'),
                 decide_by = CASE WHEN %1$s = 'in_doubt' THEN o.decide_by END,
                 decided_at = CASE WHEN %1$s IN ('posting', 'in_doubt') THEN o.decided_at ELSE coalesce(o.decided_at, :now) END
                 """.formatted(TO, REASON))
            .guard(NEWS)
            .action("x.found_by")
            .reason("x.detail")
            .returning("x.platform_order_id AS x_platform_order_id, x.platform_order_url AS x_platform_order_url,"
                    + " x.candidates AS x_candidates, x.found_by AS x_found_by, x.watch_at AS x_watch_at, "
                    + KNOWN + " AS known")
            .effect(LateCopies.watched(LateCopies.SEVERAL))
            .effect("""
                    looked AS (
                        INSERT INTO lookups (order_id, number, started_at, at, result, fresh, complete, detail, candidates,
                            ruleset, found_by)
                        SELECT id, lookups, :now, :now, 'exact', true, false, said,
                               CASE from_status WHEN 'broken' THEN coalesce(known, '[]') ELSE '[]' END || x_candidates,
                               'none', x_found_by
                          FROM moved
                    )
                    """)
            .effect("""
                    twinned AS (
                        INSERT INTO twins (order_id, platform_order_id, url, found_at, found_by)
                        SELECT id, x_platform_order_id, x_platform_order_url, :now, x_found_by
                          FROM moved WHERE from_status = 'synced' AND platform_order_id <> x_platform_order_id
                        ON CONFLICT DO NOTHING
                    )
                    """)
            .event(EventType.SYNCED, "m.status = 'synced' AND m.from_status <> 'synced'")
            .event(EventType.BROKEN, "m.status = 'broken' AND m.from_status <> 'broken'")
            .event(EventType.TWIN_FOUND, "m.from_status = 'synced' AND m.platform_order_id <> m.x_platform_order_id")
            .build();

    private LateAnswers() {}

    /** Notes the answer of an attempt that no longer owns its order. Only an acceptance is evidence. */
    public static void note(JdbcClient jdbc, Recorded late, Outcome.Accepted accepted, Instant now) {
        var row = new HashMap<String, @Nullable Object>();
        row.put("id", late.id().value());
        row.put("attempt", late.attempt());
        row.put("shop_id", late.store().shopId());
        row.put("platform_order_id", accepted.id().value());
        row.put("platform_order_url", accepted.url());
        row.put("whole", accepted.differences().isEmpty());
        row.put("may_link", true);
        row.put("detail", "attempt " + late.attempt() + ", after it was given up: " + accepted.detail());
        row.put("found_by", "late-answer");
        row.put("candidates", SeenCopy.candidates(accepted.id(), accepted.url()));
        row.put("watch_at", watchAt(late.store(), now));
        if (!LATE.apply(jdbc, row, Actor.WORKER, now)) {
            var about = "attempt " + late.attempt() + ", about a copy that is known or voided: " + accepted.detail();
            AuditNote.write(jdbc, late.id(), "late-answer", about, Actor.WORKER, now);
        }
    }

    /** Notes a living copy with our reference that a read showed after the shop told of it. */
    public static void note(JdbcClient jdbc, SeenCopy seen, Instant now) {
        var row = seen.row();
        row.put("generation", seen.generation());
        row.put("whole", seen.whole());
        row.put("may_link", seen.mayLink());
        row.put("detail", "copy " + seen.id() + " carries our reference");
        row.put("found_by", "webhook");
        row.put("watch_at", watchAt(seen.store(), now));
        if (!LATE.apply(jdbc, row, seen.actor(), now)) {
            AuditNote.write(
                    jdbc, seen.order(), "webhook", "nothing new: copy " + seen.id() + " is there", seen.actor(), now);
        }
    }

    /** When to look for a further copy; null where the policy watches nothing. */
    private static @Nullable String watchAt(Store store, Instant now) {
        var times = store.policy().twinWatch();
        return times.isEmpty() ? null : now.plus(times.getFirst()).toString();
    }
}
