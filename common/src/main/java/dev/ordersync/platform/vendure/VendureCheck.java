package dev.ordersync.platform.vendure;

import dev.ordersync.platform.Capabilities;
import dev.ordersync.platform.Shop;
import dev.ordersync.platform.Verification;
import dev.ordersync.platform.Verification.Check;
import dev.ordersync.platform.answer.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Tries a store's user with reads, and whether the shop keeps our reference unique. The shop's identity is the token of
 * its channel: a word that is made once for each shop, and no secret.
 */
final class VendureCheck {
    /** Begins the reason of a hold. */
    static final String NO_FIELDS = "no-custom-fields";

    static final String NO_FIELDS_WORDS = "the shop's orders lack the custom fields externalId and syncKey";

    private static final List<String> FIELDS = List.of("externalId", "syncKey");
    private static final List<String> PERMISSIONS =
            List.of("ReadOrder", "CreateOrder", "UpdateOrder", "DeleteOrder", "ReadCustomer");

    /** Either does. */
    private static final Set<String> READ_PRODUCTS = Set.of("ReadCatalog", "ReadProduct");

    private final VendureApi api;
    private final Shop shop;

    VendureCheck(VendureApi api, Shop shop) {
        this.api = api;
        this.shop = shop;
    }

    Verification identify() {
        var reply = api.ask(shop, Query.SHOP, Map.of(), shop.requestTimeout());
        return reply instanceof Reply.Data data ? answer(data, List.of(identity(data.data())), null) : failed(reply);
    }

    Verification verify() {
        var budget = Budget.of(shop.requestTimeout());
        var reply = api.ask(shop, Query.CHECK, Map.of(), budget.left());
        if (!(reply instanceof Reply.Data data)) {
            return failed(reply);
        }
        var checks = new ArrayList<Check>();
        checks.add(identity(data.data()));
        checks.add(permissions(data.data()));
        checks.add(fields(data.data()));
        checks.add(money(data.data()));
        if (!checks.stream().allMatch(Check::ok)) {
            return answer(data, checks, null);
        }
        var probe = new UniqueProbe(api, shop, budget).probe();
        checks.add(unique(probe));
        var recognition =
                probe.unique() ? Capabilities.Recognition.UNIQUE_FIELD : Capabilities.Recognition.SEARCHABLE_STAMP;
        return answer(data, checks, VendurePlatform.CAPABILITIES.with(recognition, null));
    }

    private static Check identity(JsonNode data) {
        return Json.text(data.path("activeChannel"), "token") == null
                ? new Check("shop", false, "it does not say which shop it is")
                : new Check("shop", true, "ok");
    }

    private static Check permissions(JsonNode data) {
        var channel = Json.text(data.path("activeChannel"), "code");
        var granted = new HashSet<String>();
        for (var own : data.path("me").path("channels")) {
            if (String.valueOf(channel).equals(Json.text(own, "code"))) {
                own.path("permissions").forEach(permission -> granted.add(permission.asString("")));
            }
        }
        var missing = PERMISSIONS.stream()
                .filter(wanted -> !granted.contains(wanted))
                .collect(Collectors.toCollection(ArrayList::new));
        if (READ_PRODUCTS.stream().noneMatch(granted::contains)) {
            missing.add("ReadProduct");
        }
        return missing.isEmpty()
                ? new Check("permissions", true, "ok")
                : new Check("permissions", false, "the user's role lacks " + String.join(", ", missing));
    }

    private static Check fields(JsonNode data) {
        var missing = new ArrayList<>(FIELDS);
        for (var entity : data.path("globalSettings").path("serverConfig").path("entityCustomFields")) {
            if ("Order".equals(Json.text(entity, "entityName"))) {
                entity.path("customFields").forEach(field -> {
                    if (isWritableText(field)) {
                        missing.remove(Json.text(field, "name"));
                    }
                });
            }
        }
        return missing.isEmpty()
                ? new Check("custom fields", true, "ok")
                : new Check(
                        "custom fields",
                        false,
                        "the shop's orders lack a custom field that can be written, of type string: "
                                + String.join(", ", missing));
    }

    private static boolean isWritableText(JsonNode field) {
        return "string".equals(Json.text(field, "type"))
                && !field.path("list").asBoolean(false)
                && !field.path("readonly").asBoolean(false);
    }

    private static Check money(JsonNode data) {
        int digits = data.path("globalSettings")
                .path("serverConfig")
                .path("moneyStrategyPrecision")
                .asInt(-1);
        return digits == VendureCopy.DIGITS
                ? new Check("money", true, "ok")
                : new Check("money", false, "the shop counts money with a precision of " + digits + ", not 2");
    }

    private static Check unique(UniqueProbe.Result probe) {
        var name = "unique reference";
        if (probe.problem() != null) {
            return new Check(name, false, probe.problem());
        }
        // Nothing is held for it, only less is sure.
        return new Check(
                name,
                true,
                probe.unique()
                        ? "ok"
                        : "warning: externalId is not unique, so that the shop would take an order twice");
    }

    private static Verification answer(Reply.Data data, List<Check> checks, @Nullable Capabilities capabilities) {
        var channel = data.data().path("activeChannel");
        var seller = Json.text(channel.path("seller"), "name");
        return new Verification(
                List.copyOf(checks),
                Json.text(channel, "token"),
                seller == null ? Json.text(channel, "code") : seller,
                null,
                data.shopTime(),
                capabilities);
    }

    private static Verification failed(Reply reply) {
        var hold = reply instanceof Reply.Held held ? held.hold() : null;
        return new Verification(List.of(new Check("shop", false, reply.words())), null, null, hold, null);
    }
}
