package dev.ordersync.platform.woocommerce;

import dev.ordersync.platform.Shop;
import dev.ordersync.platform.Verification;
import dev.ordersync.platform.Verification.Check;
import dev.ordersync.platform.answer.Json;
import dev.ordersync.platform.answer.ReadAnswer;
import dev.ordersync.platform.client.PlatformClient;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Tries a store's keys with harmless reads. The shop's identity is the home address that it gives itself: WooCommerce has
 * no other, and a staging copy that still calls itself by the original's address can't be told from it.
 */
final class WooCheck {
    private static final String NAMESPACE = "wc/v3";

    private final WooApi api;
    private final PlatformClient client;

    WooCheck(WooApi api, PlatformClient client) {
        this.api = api;
        this.client = client;
    }

    Verification verify(Shop shop) {
        var index = ReadAnswer.of(client.send(api.index(shop)), WooApi.NO_SUCH_ORDER);
        var orders = ReadAnswer.of(client.send(api.get(shop, "/orders", Map.of("per_page", "1"), shop.requestTimeout())), WooApi.NO_SUCH_ORDER);
        var list = check(
                "list orders",
                orders,
                orders.body() != null && orders.body().isArray(),
                "the answer is not a list of orders");
        return answer(index, List.of(identity(index), list), orders.hold());
    }

    /** Which shop answers; everybody may ask that. */
    Verification identify(Shop shop) {
        var index = ReadAnswer.of(client.send(api.index(shop)), WooApi.NO_SUCH_ORDER);
        return answer(index, List.of(identity(index)), index.hold());
    }

    private static Verification answer(ReadAnswer index, List<Check> checks, @Nullable String hold) {
        var body = index.body();
        return new Verification(
                checks,
                body == null ? null : Json.text(body, "home"),
                body == null ? null : Json.text(body, "name"),
                hold,
                index.shopTime());
    }

    private static Check identity(ReadAnswer index) {
        var body = index.body();
        boolean recognised = body != null && Json.text(body, "home") != null && speaksRest(body);
        return check("shop", index, recognised, "there is no WooCommerce REST API v3");
    }

    private static boolean speaksRest(JsonNode index) {
        for (var namespace : index.path("namespaces")) {
            if (NAMESPACE.equals(namespace.asString(""))) {
                return true;
            }
        }
        return false;
    }

    private static Check check(String name, ReadAnswer read, boolean recognised, String otherwise) {
        if (read.body() == null) {
            return new Check(name, false, read.problem());
        }
        return recognised ? new Check(name, true, "ok") : new Check(name, false, otherwise);
    }
}
