package dev.ordersync.platform.vendure;

import dev.ordersync.order.PlatformOrderId;
import dev.ordersync.platform.Copy;
import dev.ordersync.platform.Shop;
import dev.ordersync.platform.Voided;
import dev.ordersync.platform.WriteGuard;
import dev.ordersync.platform.answer.Json;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Deletes drafts, and cancels what was placed: the shop itself deletes nothing else. Cancelling gives the stock back. */
final class VendureVoid {
    private final VendureApi api;
    private final Shop shop;
    private final Budget budget;

    VendureVoid(VendureApi api, Shop shop, Budget budget) {
        this.api = api;
        this.shop = shop;
        this.budget = budget;
    }

    /** @return whether the shop says that it deleted it as a draft: it was never placed, and never will be */
    boolean deleteDraft(String id, WriteGuard guard) {
        return !budget.isUsedUp() && isDeleted(ask(Query.DELETE, id, guard));
    }

    Voided delete(PlatformOrderId id, WriteGuard guard) {
        var reply = ask(Query.DELETE, id.value(), guard);
        if (isDeleted(reply)) {
            return new Voided.Gone();
        }
        return reply instanceof Reply.Data ? otherwise(id, "the shop deletes drafts only", guard) : unclear(reply);
    }

    private static boolean isDeleted(Reply reply) {
        return reply instanceof Reply.Data data
                && "DELETED".equals(Json.text(data.data().path("deleteDraftOrder"), "result"));
    }

    Voided cancel(PlatformOrderId id, WriteGuard guard) {
        var reply = ask(Query.CANCEL, id.value(), guard);
        if (reply instanceof Reply.Failed failed && failed.code().equals("ENTITY_NOT_FOUND")) {
            return new Voided.Gone();
        }
        if (!(reply instanceof Reply.Data data)) {
            return unclear(reply);
        }
        var result = data.data().path("cancelOrder");
        if ("Cancelled".equals(Json.text(result, "state"))) {
            return new Voided.Gone();
        }
        // Also when it is cancelled already, or is a draft without lines.
        var code = Json.text(result, "errorCode");
        return otherwise(id, code == null ? "not cancelled" : code.toLowerCase(Locale.ROOT), guard);
    }

    /** What the shop did not do may be done already, or have to be done in the other way. */
    private Voided otherwise(PlatformOrderId id, String refusal, WriteGuard guard) {
        if (!(ask(Query.GET, id.value(), () -> true) instanceof Reply.Data data)) {
            return new Voided.Unclear("the shop did not say what became of it", null);
        }
        var row = data.data().path("order");
        var copy = VendureCopy.of(shop, row).orElse(null);
        if (row.isNull() || (copy != null && !copy.status().isLive())) {
            return new Voided.Gone();
        }
        if (copy == null || copy.status() != Copy.Status.UNFINISHED) {
            return new Voided.Refused(refusal);
        }
        return unfinished(id, row, refusal, guard);
    }

    private Voided unfinished(PlatformOrderId id, JsonNode row, String refusal, WriteGuard guard) {
        boolean draft = "Draft".equals(Json.text(row, "state"));
        var reply = ask(draft ? Query.DELETE : Query.CANCEL, id.value(), guard);
        boolean done = draft
                ? isDeleted(reply)
                : reply instanceof Reply.Data data
                        && "Cancelled".equals(Json.text(data.data().path("cancelOrder"), "state"));
        return done ? new Voided.Gone() : reply instanceof Reply.Data ? new Voided.Refused(refusal) : unclear(reply);
    }

    private Reply ask(Query query, String id, WriteGuard guard) {
        return api.ask(shop, query, Map.of("order", id), budget.left(), guard);
    }

    private static Voided unclear(Reply reply) {
        @Nullable String hold = reply instanceof Reply.Held held ? held.hold() : null;
        return new Voided.Unclear(reply.words(), hold);
    }
}
