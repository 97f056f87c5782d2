package dev.ordersync.platform.http;

import dev.ordersync.platform.Shop;
import dev.ordersync.platform.Verification;
import dev.ordersync.platform.Verification.Check;
import dev.ordersync.platform.client.PlatformClient;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Tries a store's credentials with two harmless reads: which shop answers, and may we list its orders. */
final class ShopCheck {
    private final PlatformClient client;

    ShopCheck(PlatformClient client) {
        this.client = client;
    }

    Verification verify(Shop shop) {
        var shopRead = read(shop, "/shop", Map.of());
        var listRead = read(shop, "/orders", Map.of("limit", "1"));
        var shopId = shopRead.body() == null ? null : Json.text(shopRead.body(), "id");
        return new Verification(
                List.of(
                        check("shop", shopRead, _ -> shopId != null, "the answer has no shop id"),
                        check(
                                "list orders",
                                listRead,
                                body -> body.path("orders").isArray(),
                                "the answer is not a list of orders")),
                shopId,
                shopRead.body() == null ? null : Json.text(shopRead.body(), "name"),
                shopRead.hold() != null ? shopRead.hold() : listRead.hold(),
                shopRead.shopTime() != null ? shopRead.shopTime() : listRead.shopTime());
    }

    private ReadAnswer read(Shop shop, String path, Map<String, String> query) {
        return ReadAnswer.of(client.send(ShopApi.get(shop, path, query, shop.requestTimeout())));
    }

    private static Check check(String name, ReadAnswer read, Predicate<JsonNode> recognised, String otherwise) {
        @Nullable JsonNode body = read.body();
        if (body == null) {
            return new Check(name, false, read.problem());
        }
        return recognised.test(body) ? new Check(name, true, "ok") : new Check(name, false, otherwise);
    }
}
