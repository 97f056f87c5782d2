package dev.ordersync.resolution;

import dev.ordersync.content.ChangedFields;
import dev.ordersync.content.OrderReader;
import dev.ordersync.content.ReadOrder;
import dev.ordersync.content.SearchText;
import dev.ordersync.ledger.Transition;
import dev.ordersync.order.IdempotencyKey;
import dev.ordersync.order.OrderContent;
import dev.ordersync.order.OrderId;
import dev.ordersync.order.OrderJson;
import dev.ordersync.outbox.EventType;
import dev.ordersync.problem.FieldError;
import dev.ordersync.problem.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Replaces an order's content: a new generation under a new key, queued at once. Only when no earlier attempt may have
 * arrived unseen, since a copy of the old content would stand beside the new one. An order that was in doubt before keeps
 * that mark: its new generation, too, is posted only on a young proof that no generation's copy is there.
 */
public final class Correct {
    private static final Transition CORRECT = Transition.to("'queued'")
            .rows(Desk.ROW + ", key text, url text, body text, customer text, total numeric, currency text,"
                    + " placed_at timestamptz, haystack text")
            .set("""
                 generation = o.generation + 1, idem_key = x.key, url = x.url,
                 due_at = :now, queued_since = :now, overdue = false, permit = false,
                 unknown_attempts = 0, extra_attempts = 0, failures = 0, delays = 0,
                 dismissed = false, gave_up = false, retry_pressed = false, none_since = NULL,
                 decided_at = CASE WHEN o.doubted THEN coalesce(o.decided_at, :now) END,
                 reason = 'Corrected; waiting to be sent.'
                 """)
            .guard(Desk.SEEN + " AND o.status IN ('queued', 'rejected', 'failed')")
            .action("'correct'")
            .reason("x.said")
            .decidedBy("CAST(NULL AS text)", "x.policy_version")
            .returning("x.body AS x_body, x.customer AS x_customer, x.total AS x_total, x.currency AS x_currency,"
                    + " x.placed_at AS x_placed_at, x.haystack AS x_haystack")
            .effect("""
                    content AS (
                        INSERT INTO order_content (order_id, generation, body) SELECT id, generation, x_body FROM moved
                    )
                    """)
            .effect("""
                    searched AS (
                        UPDATE order_search s
                           SET customer = m.x_customer, total = m.x_total, currency = m.x_currency,
                               placed_at = m.x_placed_at, haystack = m.x_haystack
                          FROM moved m
                         WHERE s.order_id = m.id
                    )
                    """)
            .event(EventType.POST_REQUESTED, "true")
            .build();

    private final Desk desk;

    public Correct(Desk desk) {
        this.desk = desk;
    }

    /** Whether no copy of an earlier content is, or may be, in the shop. */
    static boolean isSafe(Facts order) {
        return order.settled() && !order.noId() && order.copies().isEmpty();
    }

    /**
     * Corrects the order; the content that it has already changes nothing, whatever its status.
     *
     * @param tree the whole new content, as intake takes it
     * @throws Refusal 422 with every bad field, 409 when a copy of the old content is or may be there
     */
    public void press(OrderId id, JsonNode tree, Press press) {
        desk.press(id, "correct", press, (order, _) -> ruling(order, tree, press));
    }

    private Desk.Ruling ruling(Facts order, JsonNode tree, Press press) {
        var corrected = read(order, tree);
        var changed = ChangedFields.between(sent(order), corrected.content());
        if (changed.isEmpty()) {
            return new Desk.Ruling.Nothing("it has this content already");
        }
        check(order);
        var content = corrected.content();
        var row = new HashMap<String, @Nullable Object>();
        var names = "changed: " + String.join(", ", changed);
        row.put("said", press.reason() == null ? names : names + "; " + press.reason());
        row.put("key", IdempotencyKey.of(order.source(), order.externalId(), order.generation() + 1));
        row.put("url", content.url());
        row.put("body", corrected.body());
        row.put("customer", SearchText.customer(content));
        row.put("total", content.total());
        row.put("currency", content.currency());
        row.put("placed_at", content.placedAt().toInstant().toString());
        row.put("haystack", SearchText.haystack(content));
        return new Desk.Ruling.Move(CORRECT, row);
    }

    private ReadOrder read(Facts order, JsonNode tree) {
        var read = OrderReader.check(tree, _ -> true);
        var errors = new ArrayList<FieldError>();
        own("id", order.externalId(), read.content().id(), errors);
        own("source", order.source(), read.content().source(), errors);
        own("store", desk.store(order).key().value(), read.content().store(), errors);
        if (!errors.isEmpty()) {
            throw Refusal.invalid(List.copyOf(errors));
        }
        return read;
    }

    private static void own(String field, String own, String given, List<FieldError> errors) {
        if (!own.equals(given)) {
            errors.add(new FieldError(field, "must be the order's own: a correction moves no order"));
        }
    }

    private static void check(Facts order) {
        switch (order.status()) {
            case QUEUED, REJECTED, FAILED -> {}
            case POSTING -> throw Refusal.conflict("attempt-in-flight", "It is being sent right now.");
            case IN_DOUBT -> throw unsettled();
            case SYNCED ->
                throw Refusal.conflict("already-synced", "Your shop has this order. Correct it there, or unlink it.");
            case BROKEN, RESYNCING, CANCELLED ->
                throw Refusal.conflict(
                        "wrong-status",
                        "Nothing is corrected while the order is "
                                + order.status().code() + ".");
        }
        if (!order.copies().isEmpty()) {
            throw Refusal.conflict(
                    "match-known",
                    "Your shop has an order that may be this one: a corrected one would stand beside it.");
        }
        if (order.noId()) {
            throw Refusal.conflict(
                    "applied-not-found",
                    "Your shop said that it took this order, but not under which number: a corrected one would double it.");
        }
        if (!order.settled()) {
            throw unsettled();
        }
    }

    private static Refusal unsettled() {
        return Refusal.conflict(
                "outcome-unsettled",
                "Your shop may have this order as it was. It can be corrected once it is known not to be there.");
    }

    private OrderContent sent(Facts order) {
        var body = desk.jdbc()
                .sql("SELECT body FROM order_content WHERE order_id = :id AND generation = :generation")
                .param("id", order.id().value())
                .param("generation", order.generation())
                .query(String.class)
                .single();
        return OrderJson.read(body);
    }
}
