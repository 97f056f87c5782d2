package dev.ordersync.platform.shopify;

import dev.ordersync.order.PlatformOrderId;
import dev.ordersync.platform.Shop;
import dev.ordersync.platform.Voided;
import dev.ordersync.platform.WriteGuard;
import dev.ordersync.platform.answer.Json;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Cancels orders, which Shopify does in a job of its own, and deletes them, which it allows for some. */
final class ShopifyVoid {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final ShopifyApi api;
    private final Shop shop;
    private final long endsAt;

    ShopifyVoid(ShopifyApi api, Shop shop) {
        this.api = api;
        this.shop = shop;
        this.endsAt = System.nanoTime() + shop.requestTimeout().toNanos();
    }

    /** Gives the stock back, tells the customer nothing, and waits for the job within the time of one call. */
    Voided cancel(PlatformOrderId id, WriteGuard guard) {
        var reply = api.ask(shop, Query.CANCEL, Map.of("id", ShopifyCopy.globalId(id)), left(), guard);
        if (!(reply instanceof Reply.Data data)) {
            return unclear(reply);
        }
        var payload = data.data().path("orderCancel");
        for (var error : payload.path("orderCancelUserErrors")) {
            return isCancelled(id) ? new Voided.Gone() : refused(error);
        }
        var job = payload.path("job");
        return job.isObject() ? await(job) : new Voided.Unclear("the shop did not say that it cancels it", null);
    }

    /** Cancelling it again is an error of no code of its own. */
    private boolean isCancelled(PlatformOrderId id) {
        return api.ask(shop, Query.GET, Map.of("id", ShopifyCopy.globalId(id)), left()) instanceof Reply.Data data
                && Json.text(data.data().path("order"), "cancelledAt") != null;
    }

    Voided delete(PlatformOrderId id, WriteGuard guard) {
        var reply = api.ask(shop, Query.DELETE, Map.of("id", ShopifyCopy.globalId(id)), left(), guard);
        if (!(reply instanceof Reply.Data data)) {
            return unclear(reply);
        }
        var payload = data.data().path("orderDelete");
        for (var error : payload.path("userErrors")) {
            return refused(error);
        }
        return Json.text(payload, "deletedId") == null
                ? new Voided.Unclear("the shop did not say that it deleted it", null)
                : new Voided.Gone();
    }

    private Voided await(JsonNode job) {
        if (job.path("done").asBoolean(false)) {
            return new Voided.Gone();
        }
        var id = String.valueOf(Json.text(job, "id"));
        while (left().compareTo(BETWEEN_LOOKS) > 0) {
            try {
                Thread.sleep(BETWEEN_LOOKS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                break;
            }
            if (api.ask(shop, Query.JOB, Map.of("id", id), left()) instanceof Reply.Data data
                    && data.data().path("job").path("done").asBoolean(false)) {
                return new Voided.Gone();
            }
        }
        return new Voided.Unclear("the shop is still cancelling it", null);
    }

    private Duration left() {
        return Duration.ofNanos(Math.max(1, endsAt - System.nanoTime()));
    }

    private static Voided refused(JsonNode error) {
        var code = Json.text(error, "code");
        if ("NOT_FOUND".equals(code)) {
            return new Voided.Gone();
        }
        return "INTERNAL_ERROR".equals(code)
                ? new Voided.Unclear("the shop answered " + code, null)
                : new Voided.Refused(code == null ? "refused" : code);
    }

    private static Voided unclear(Reply reply) {
        return switch (reply) {
            case Reply.Data _ -> throw new IllegalArgumentException("it was answered");
            case Reply.Throttled throttled -> new Voided.Unclear(throttled.words(), null);
            case Reply.Held held -> new Voided.Unclear(held.words(), held.hold());
            case Reply.NotSent notSent -> new Voided.Unclear(notSent.words(), null);
            case Reply.Unclear unclear -> new Voided.Unclear(unclear.words(), null);
        };
    }
}
