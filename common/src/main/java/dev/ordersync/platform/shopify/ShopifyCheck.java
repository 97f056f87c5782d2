package dev.ordersync.platform.shopify;

import dev.ordersync.platform.Shop;
import dev.ordersync.platform.Verification;
import dev.ordersync.platform.Verification.Check;
import dev.ordersync.platform.answer.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Tries a store's token with reads, and makes the field whose values are unique where it is missing: the one thing that a
 * verify writes, and nobody sees it. Two orders with one reference are then impossible in that shop.
 */
final class ShopifyCheck {
    private final ShopifyApi api;
    private final Shop shop;

    ShopifyCheck(ShopifyApi api, Shop shop) {
        this.api = api;
        this.shop = shop;
    }

    Verification verify() {
        var reply = api.ask(shop, Query.CHECK, Map.of(), shop.requestTimeout());
        if (!(reply instanceof Reply.Data data)) {
            return failed(reply);
        }
        var scopes = scopes(data.data());
        var checks = new ArrayList<Check>();
        checks.add(identity(data.data()));
        checks.add(scope(scopes, "read_orders"));
        checks.add(scope(scopes, "write_orders"));
        checks.add(scope(scopes, "read_products"));
        checks.add(new Check("list orders", data.error() == null, data.error() == null ? "ok" : data.error()));
        checks.add(unique(data.data()));
        checks.add(new Check(Verification.LIST_LAG, true, listLag(data)));
        // Nothing is held for it, only less is known.
        checks.add(new Check("orders older than 60 days", true, words(scopes)));
        return answer(data, checks);
    }

    Verification identify() {
        var reply = api.ask(shop, Query.SHOP, Map.of(), shop.requestTimeout());
        return reply instanceof Reply.Data data ? answer(data, List.of(identity(data.data()))) : failed(reply);
    }

    private static Verification answer(Reply.Data data, List<Check> checks) {
        var answered = data.data().path("shop");
        return new Verification(checks, Json.text(answered, "id"), Json.text(answered, "name"), null, data.shopTime());
    }

    private static Check identity(JsonNode data) {
        return Json.text(data.path("shop"), "id") == null
                ? new Check("shop", false, "it does not say which shop it is")
                : new Check("shop", true, "ok");
    }

    private static Set<String> scopes(JsonNode data) {
        var scopes = new HashSet<String>();
        data.path("currentAppInstallation")
                .path("accessScopes")
                .forEach(scope -> scopes.add(scope.path("handle").asString("")));
        return scopes;
    }

    /** Who may write may read. */
    private static Check scope(Set<String> scopes, String wanted) {
        boolean granted = scopes.contains(wanted) || scopes.contains(wanted.replace("read_", "write_"));
        return new Check(wanted, granted, granted ? "ok" : "the app lacks this scope");
    }

    private static String words(Set<String> scopes) {
        return scopes.contains("read_all_orders")
                ? "ok"
                : "warning: without the scope read_all_orders they are not seen";
    }

    /**
     * Whether the newest order that is listed is found by the search too, which comes from an index of its own. It tells of
     * this moment only; nothing is held for it.
     */
    private String listLag(Reply.Data data) {
        var newest = data.data().path("orders").path("nodes").path(0);
        var id = Json.text(newest, "id");
        var createdAt = Json.text(newest, "createdAt");
        if (id == null || createdAt == null) {
            return "not probed: the shop has no order yet";
        }
        var answer =
                api.ask(shop, Query.PROBE, Map.of("query", "created_at:>='" + createdAt + "'"), shop.requestTimeout());
        if (!(answer instanceof Reply.Data probed) || probed.error() != null) {
            return "not probed: the shop did not answer the search";
        }
        for (var row : probed.data().path("orders").path("nodes")) {
            if (id.equals(Json.text(row, "id"))) {
                return "ok: the newest order, made at " + createdAt + ", is found by the search";
            }
        }
        return "warning: the newest order, made at " + createdAt + ", is not found by the search yet";
    }

    private Check unique(JsonNode data) {
        var name = "unique reference";
        var type = Json.text(data.path("metafieldDefinition").path("type"), "name");
        if (type != null) {
            return type.equals("id")
                    ? new Check(name, true, "ok")
                    : new Check(name, false, "the metafield ordersync.reference has another type than id");
        }
        if (api.ask(shop, Query.DEFINE, Map.of(), shop.requestTimeout()) instanceof Reply.Data defined) {
            var made = defined.data().path("metafieldDefinitionCreate");
            if (made.path("createdDefinition").isObject()) {
                return new Check(name, true, "ok");
            }
            for (var error : made.path("userErrors")) {
                var code = Json.text(error, "code");
                return "TAKEN".equals(code)
                        ? new Check(name, true, "ok")
                        : new Check(name, false, "the metafield ordersync.reference could not be made: " + code);
            }
        }
        return new Check(name, false, "the metafield ordersync.reference could not be made");
    }

    private static Verification failed(Reply reply) {
        return switch (reply) {
            case Reply.Data _ -> throw new IllegalArgumentException("it was answered");
            case Reply.Held held -> new Verification(check(held.words()), null, null, held.hold(), null);
            case Reply.Throttled throttled -> new Verification(check(throttled.words()), null, null, null, null);
            case Reply.NotSent notSent -> new Verification(check(notSent.words()), null, null, null, null);
            case Reply.Unclear unclear -> new Verification(check(unclear.words()), null, null, null, null);
        };
    }

    private static List<Check> check(String words) {
        return List.of(new Check("shop", false, words));
    }
}
