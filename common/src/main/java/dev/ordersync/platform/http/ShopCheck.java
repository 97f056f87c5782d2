package dev.ordersync.platform.http;

import dev.ordersync.platform.Shop;
import dev.ordersync.platform.Verification;
import dev.ordersync.platform.Verification.Check;
import dev.ordersync.platform.answer.Json;
import dev.ordersync.platform.answer.ReadAnswer;
import dev.ordersync.platform.client.PlatformClient;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Harmless reads: which shop answers, and may we list its orders. */
final class ShopCheck {
    private final PlatformClient client;

    ShopCheck(PlatformClient client) {
        this.client = client;
    }

    /** Tries a store's credentials with both reads. */
    Verification verify(Shop shop) {
        var shopRead = read(shop, "/shop", Map.of());
        var listRead = read(shop, "/orders", Map.of("limit", "1"));
        var listed = check(
                "list orders", listRead, body -> body.path("orders").isArray(), "the answer is not a list of orders");
        return answer(
                shopRead,
                List.of(identity(shopRead), listed),
                shopRead.hold() != null ? shopRead.hold() : listRead.hold(),
                shopRead.shopTime() != null ? shopRead.shopTime() : listRead.shopTime());
    }

    /** With one read: which shop answers. */
    Verification identify(Shop shop) {
        var read = read(shop, "/shop", Map.of());
        return answer(read, List.of(identity(read)), read.hold(), read.shopTime());
    }

    private static Verification answer(
            ReadAnswer shopRead, List<Check> checks, @Nullable String hold, @Nullable Instant shopTime) {
        var body = shopRead.body();
        return new Verification(
                checks,
                body == null ? null : Json.text(body, "id"),
                body == null ? null : Json.text(body, "name"),
                hold,
                shopTime);
    }

    private static Check identity(ReadAnswer read) {
        return check("shop", read, body -> Json.text(body, "id") != null, "the answer has no shop id");
    }

    private ReadAnswer read(Shop shop, String path, Map<String, String> query) {
        return ReadAnswer.of(client.send(ShopApi.get(shop, path, query, shop.requestTimeout())), ShopApi.NO_SUCH_ORDER);
    }

    private static Check check(String name, ReadAnswer read, Predicate<JsonNode> recognised, String otherwise) {
        @Nullable JsonNode body = read.body();
        if (body == null) {
            return new Check(name, false, read.problem());
        }
        return recognised.test(body) ? new Check(name, true, "ok") : new Check(name, false, otherwise);
    }
}
