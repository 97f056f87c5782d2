package dev.ordersync.platform.shopify;

import dev.ordersync.order.PlatformOrderId;
import dev.ordersync.platform.Copy;
import dev.ordersync.platform.Shop;
import dev.ordersync.platform.answer.Json;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads an order of the shop as a copy. Archived ("closed") orders count as any other. */
final class ShopifyCopy {
    /** What our keys look like: other apps and people set tags too. */
    private static final Pattern KEY = Pattern.compile("os-[0-9a-f]{32}-g\\d{1,9}");

    private static final String GLOBAL_ID = "gid://shopify/Order/";

    private ShopifyCopy() {}

    static Optional<Copy> of(Shop shop, JsonNode row) {
        return of(shop, row, lines(row));
    }

    /** @param lines all of the order's lines, where a row shows only the first of them */
    static Optional<Copy> of(Shop shop, JsonNode row, List<Copy.Line> lines) {
        var id = id(row);
        var createdAt = instant(row, "createdAt");
        if (id.isEmpty() || createdAt == null) {
            return Optional.empty();
        }
        return Optional.of(new Copy(
                id.get(),
                url(shop, id.get()),
                reference(row),
                createdAt,
                status(row),
                row.path("edited").asBoolean(false) ? instant(row, "updatedAt") : null,
                row.path("test").asBoolean(false),
                content(row, lines)));
    }

    static Optional<PlatformOrderId> id(JsonNode row) {
        var id = Json.text(row, "legacyResourceId");
        return id != null && id.matches("\\d{1,20}") ? Optional.of(new PlatformOrderId(id)) : Optional.empty();
    }

    static String globalId(PlatformOrderId id) {
        return GLOBAL_ID + id;
    }

    static String url(Shop shop, PlatformOrderId id) {
        return shop.baseUrl().toString().replaceAll("/+$", "") + "/admin/orders/" + id;
    }

    static List<Copy.Line> lines(JsonNode row) {
        var lines = new ArrayList<Copy.Line>();
        row.path("lineItems").path("nodes").forEach(line -> {
            var quantity = line.path("quantity");
            lines.add(new Copy.Line(
                    Json.text(line, "sku"), Json.text(line, "title"), quantity.isInt() ? quantity.asInt() : 0));
        });
        return lines;
    }

    static boolean hasMoreLines(JsonNode row) {
        return row.path("lineItems").path("pageInfo").path("hasNextPage").asBoolean(false);
    }

    /** A merchant may take one of them away; what is left says the same. */
    private static @Nullable String reference(JsonNode row) {
        var unique = Json.text(row.path("reference"), "value");
        if (unique != null) {
            return unique;
        }
        var source = Json.text(row, "sourceIdentifier");
        if (source != null && KEY.matcher(source).matches()) {
            return source;
        }
        for (var tag : row.path("tags")) {
            if (KEY.matcher(tag.asString("")).matches()) {
                return tag.asString();
            }
        }
        return source;
    }

    private static Copy.Status status(JsonNode row) {
        if (Json.text(row, "cancelledAt") != null) {
            return Copy.Status.CANCELLED;
        }
        var fulfilment = Json.text(row, "displayFulfillmentStatus");
        boolean begun = fulfilment != null
                && switch (fulfilment) {
                    case "FULFILLED", "PARTIALLY_FULFILLED", "IN_PROGRESS", "PENDING_FULFILLMENT", "RESTOCKED" -> true;
                    default -> false;
                };
        // Money paid back is work that a fresh order would not have.
        return begun || !row.path("refunds").isEmpty() ? Copy.Status.FULFILLED : Copy.Status.OPEN;
    }

    private static Copy.Content content(JsonNode row, List<Copy.Line> lines) {
        var billing = row.path("billingAddress");
        var address = row.path("shippingAddress");
        var money = row.path("totalPriceSet").path("shopMoney");
        return new Copy.Content(
                marketplaceId(row),
                Json.text(billing, "firstName"),
                Json.text(billing, "lastName"),
                Json.text(row, "email"),
                Json.text(billing, "phone"),
                Json.text(address, "address1"),
                Json.text(address, "city"),
                Json.text(address, "zip"),
                Json.text(address, "countryCodeV2"),
                Json.text(money, "currencyCode"),
                amount(money),
                List.copyOf(lines));
    }

    private static @Nullable String marketplaceId(JsonNode row) {
        for (var attribute : row.path("customAttributes")) {
            if (ShopifyOrder.ID_ATTRIBUTE.equals(Json.text(attribute, "key"))) {
                return Json.text(attribute, "value");
            }
        }
        return null;
    }

    private static @Nullable BigDecimal amount(JsonNode money) {
        var text = Json.text(money, "amount");
        try {
            return text == null ? null : new BigDecimal(text);
        } catch (NumberFormatException _) {
            return null;
        }
    }

    private static @Nullable Instant instant(JsonNode row, String field) {
        var text = Json.text(row, field);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException _) {
            return null;
        }
    }
}
