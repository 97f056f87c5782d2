package dev.ordersync.resolution;

import dev.ordersync.ledger.Transition;
import dev.ordersync.order.OrderId;
import dev.ordersync.order.OrderStatus;
import dev.ordersync.outbox.EventType;
import dev.ordersync.problem.Refusal;
import java.util.Map;

/** Takes a link back: the order is a broken sync again, and the copy stays known as its candidate. */
public final class Unlink {
    /**
     * Whether the shop itself named the copy in answer to an attempt of this generation; then only an admin may later say
     * that it is not ours.
     */
    private static final String NAMED_BY_SHOP = """
            EXISTS (SELECT 1 FROM attempts a
                     WHERE a.order_id = m.id AND a.generation = m.generation AND a.outcome = 'accepted')
            """;

    private static final Transition UNLINK = Transition.to("'broken'")
            .rows(Desk.ROW)
            .set("""
                 platform_order_id = NULL, platform_order_url = NULL, evidence_version = o.evidence_version + 1,
                 lookups = o.lookups + 1, reason = 'A person took the link back: ' || x.said
                 """)
            .guard(Desk.SEEN + " AND o.status = 'synced'")
            .action("'unlink'")
            .reason("x.said")
            .decidedBy("CAST(NULL AS text)", "x.policy_version")
            .returning("old.platform_order_id AS was_linked, old.platform_order_url AS was_url")
            .effect("""
                    freed AS (
                        DELETE FROM links k USING moved m
                         WHERE k.order_id = m.id AND k.platform_order_id = m.was_linked AND k.purpose = 'link'
                    )
                    """)
            .effect("""
                    kept AS (
                        INSERT INTO lookups (order_id, number, started_at, at, result, fresh, complete, detail, candidates,
                            ruleset, found_by)
                        SELECT m.id, m.lookups, :now, :now, 'candidates', false, false, 'the copy that was linked before',
                            last.candidates || CASE
                                WHEN last.candidates @> jsonb_build_array(jsonb_build_object('platformOrderId', m.was_linked))
                                THEN '[]'::jsonb
                                ELSE jsonb_build_array(jsonb_build_object('platformOrderId', m.was_linked, 'url', m.was_url,
                                    'score', CASE WHEN %1$s THEN 1 ELSE 0 END, 'dismissed', false, 'reference', %1$s,
                                    'evidence', '[]'::jsonb)) END,
                            'none', 'person'
                          FROM moved m
                         CROSS JOIN LATERAL (
                               SELECT coalesce((SELECT l.candidates
                                                  FROM lookups l
                                                 WHERE l.order_id = m.id AND l.result <> 'inconclusive'
                                                 ORDER BY l.number DESC
                                                 LIMIT 1), '[]'::jsonb) AS candidates) last
                    )
                    """.formatted(NAMED_BY_SHOP))
            .event(EventType.UNLINKED, "true")
            .build();

    private final Desk desk;

    public Unlink(Desk desk) {
        this.desk = desk;
    }

    /** @throws Refusal 409 {@code wrong-status} for an order that is not linked, 422 without a reason */
    public void press(OrderId id, Press press) {
        desk.press(id, "unlink", press, (order, _) -> {
            press.requireReason();
            if (order.status() != OrderStatus.SYNCED) {
                throw Refusal.conflict(
                        "wrong-status",
                        "Only a linked order can be unlinked; this one is "
                                + order.status().code() + ".");
            }
            return new Desk.Ruling.Move(UNLINK, Map.of());
        });
    }
}
