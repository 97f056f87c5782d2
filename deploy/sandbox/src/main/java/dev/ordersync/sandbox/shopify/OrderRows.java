package dev.ordersync.sandbox.shopify;

import static dev.ordersync.sandbox.shopify.OrderInput.text;

import dev.ordersync.sandbox.books.Copy;
import dev.ordersync.sandbox.books.CopyStatus;
import dev.ordersync.sandbox.shop.CopyViews;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Shows a copy as an order of Shopify: what the schema's {@code Order} has, as far as the books know it. */
@Component
class OrderRows {

    static final String ORDER = "gid://shopify/Order/";
    /** Not fields of the schema: what those with arguments choose from. */
    static final String LINES = "#lines";

    static final String METAFIELDS = "#metafields";

    private final CopyViews views;

    OrderRows(CopyViews views) {
        this.views = views;
    }

    Map<String, Object> row(Copy copy) {
        JsonNode order = views.order(copy);
        JsonNode own = order.path(OrderInput.EXTRAS);
        var row = new LinkedHashMap<String, @Nullable Object>();
        row.put("__typename", "Order");
        row.put("id", ORDER + copy.id());
        row.put("legacyResourceId", copy.id());
        row.put("name", "#" + copy.id());
        row.put("createdAt", shown(copy.createdAt()));
        row.put("updatedAt", shown(copy.editedAt() == null ? copy.createdAt() : copy.editedAt()));
        row.put("processedAt", own.has("processedAt") ? text(own, "processedAt") : shown(copy.createdAt()));
        // When it was cancelled is nowhere in the books; that it was is what counts.
        row.put("cancelledAt", copy.status() == CopyStatus.CANCELLED ? shown(copy.createdAt()) : null);
        row.put("displayFulfillmentStatus", copy.status() == CopyStatus.FULFILLED ? "FULFILLED" : "UNFULFILLED");
        row.put("displayFinancialStatus", "PAID");
        row.put("edited", copy.editedAt() != null);
        row.put("test", copy.test());
        row.put("email", orNull(text(order.path("customer"), "email")));
        row.put("note", orNull(text(own, "note")));
        row.put("sourceIdentifier", orNull(text(own, "sourceIdentifier")));
        row.put("sourceName", orNull(text(own, "sourceName")));
        row.put("tags", tags(own));
        row.put("customAttributes", objects(own.path("customAttributes")));
        row.put("currencyCode", text(order, "currency"));
        row.put("totalPriceSet", money(text(order, "total"), text(order, "currency")));
        row.put("billingAddress", address(order, own.path("billingAddress")));
        row.put("shippingAddress", address(order, own.path("shippingAddress")));
        row.put("refunds", List.of());
        row.put(LINES, lines(copy, order));
        row.put(METAFIELDS, objects(own.path("metafields")));
        return withoutNulls(row);
    }

    /** As the books have them. */
    List<JsonNode> lines(Copy copy) {
        return views.order(copy).path("lines").valueStream().toList();
    }

    /** In the form of the older API, which webhooks keep. */
    Map<String, Object> message(Copy copy) {
        JsonNode own = views.order(copy).path(OrderInput.EXTRAS);
        var message = new LinkedHashMap<String, Object>();
        message.put("id", copy.number());
        message.put("admin_graphql_api_id", ORDER + copy.id());
        message.put("created_at", shown(copy.createdAt()));
        message.put("test", copy.test());
        message.put("source_identifier", text(own, "sourceIdentifier"));
        message.put("tags", String.join(", ", tags(own)));
        return message;
    }

    static String shown(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static List<String> tags(JsonNode own) {
        return own.path("tags").valueStream().map(tag -> tag.asString("")).toList();
    }

    private static List<Map<String, Object>> lines(Copy copy, JsonNode order) {
        var lines = new ArrayList<Map<String, Object>>();
        for (JsonNode line : order.path("lines")) {
            var shown = new LinkedHashMap<String, @Nullable Object>();
            shown.put("id", "gid://shopify/LineItem/" + copy.id() + String.format("%04d", lines.size()));
            shown.put("sku", orNull(text(line, "sku")));
            shown.put("title", text(line, "title"));
            shown.put("quantity", line.path("quantity").asInt(0));
            lines.add(withoutNulls(shown));
        }
        return lines;
    }

    private static Map<String, Object> address(JsonNode order, JsonNode sent) {
        var address = new LinkedHashMap<String, @Nullable Object>();
        if (sent.isMissingNode()) {
            // Typed in by hand: the books' own form.
            JsonNode customer = order.path("customer");
            JsonNode place = order.path("shippingAddress");
            address.put("firstName", orNull(text(customer, "firstName")));
            address.put("lastName", orNull(text(customer, "lastName")));
            address.put("phone", orNull(text(customer, "phone")));
            address.put("address1", orNull(text(place, "line1")));
            address.put("city", orNull(text(place, "city")));
            address.put("zip", orNull(text(place, "postalCode")));
            address.put("countryCodeV2", orNull(text(place, "country")));
        } else {
            sent.properties()
                    .forEach(field ->
                            address.put(field.getKey(), orNull(field.getValue().asString(""))));
            address.put("countryCodeV2", orNull(text(sent, "countryCode")));
        }
        return withoutNulls(address);
    }

    private static Map<String, Object> money(String amount, String currency) {
        var money = new LinkedHashMap<String, Object>();
        money.put("amount", amount);
        money.put("currencyCode", currency);
        return Map.of("shopMoney", money, "presentmentMoney", money);
    }

    private static List<Map<String, Object>> objects(JsonNode list) {
        return list.valueStream()
                .map(object -> object.properties().stream().collect(Collectors.toMap(Map.Entry::getKey, field ->
                        (Object) field.getValue().asString(""))))
                .toList();
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static Map<String, Object> withoutNulls(Map<String, @Nullable Object> fields) {
        var known = new LinkedHashMap<String, Object>();
        fields.forEach((name, value) -> {
            if (value != null) {
                known.put(name, value);
            }
        });
        return known;
    }
}
