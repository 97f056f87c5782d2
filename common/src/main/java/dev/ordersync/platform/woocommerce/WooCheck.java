package dev.ordersync.platform.woocommerce;

import dev.ordersync.platform.Capabilities;
import dev.ordersync.platform.Shop;
import dev.ordersync.platform.Verification;
import dev.ordersync.platform.Verification.Check;
import dev.ordersync.platform.answer.Json;
import dev.ordersync.platform.answer.ReadAnswer;
import dev.ordersync.platform.client.PlatformClient;
import dev.ordersync.platform.client.Request;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Tries a store's keys with harmless reads. The shop's identity is the home address that it gives itself: WooCommerce has
 * no other, and a staging copy that still calls itself by the original's address can't be told from it. Whether the keys
 * may write shows only at the first order, which a refusal leaves unsent.
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
        var index = read(api.index(shop));
        var orders = read(get(shop, "/orders", Map.of("per_page", "1")));
        var products = read(get(shop, "/products", Map.of("per_page", "1", "_fields", "id")));
        var status = read(get(shop, "/system_status", Map.of("_fields", "environment.version,settings.HPOS_enabled")));
        var version = WooVersion.of(status.body());
        return answer(
                index,
                List.of(
                        identity(index),
                        check("list orders", orders, isList(orders), "the answer is not a list of orders"),
                        check("read products", products, isList(products), "the answer is not a list of products"),
                        // The version is for managers of the shop only; without it nothing is held, only less is known.
                        new Check("version", true, words(version, status))),
                orders.hold() == null ? products.hold() : orders.hold(),
                version == null ? null : version.capabilities());
    }

    /** Which shop answers; everybody may ask that. */
    Verification identify(Shop shop) {
        var index = read(api.index(shop));
        return answer(index, List.of(identity(index)), index.hold(), null);
    }

    private ReadAnswer read(Request request) {
        return ReadAnswer.of(client.send(request), WooApi.NO_SUCH_ORDER);
    }

    private Request get(Shop shop, String path, Map<String, String> query) {
        return api.get(shop, path, query, shop.requestTimeout());
    }

    private static boolean isList(ReadAnswer read) {
        return read.body() != null && read.body().isArray();
    }

    private static Verification answer(
            ReadAnswer index, List<Check> checks, @Nullable String hold, @Nullable Capabilities capabilities) {
        var body = index.body();
        return new Verification(
                checks,
                body == null ? null : Json.text(body, "home"),
                body == null ? null : Json.text(body, "name"),
                hold,
                index.shopTime(),
                capabilities);
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

    private static String words(@Nullable WooVersion version, ReadAnswer status) {
        if (version == null) {
            return "not known: " + (status.body() == null ? status.problem() : "the shop does not say it");
        }
        return version.isTested()
                ? version.text()
                : "warning: " + version.text() + " is older than 8.9, the oldest known to work";
    }

    private static Check check(String name, ReadAnswer read, boolean recognised, String otherwise) {
        if (read.body() == null) {
            return new Check(name, false, read.problem());
        }
        return recognised ? new Check(name, true, "ok") : new Check(name, false, otherwise);
    }
}
