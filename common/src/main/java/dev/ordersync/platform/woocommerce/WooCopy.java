package dev.ordersync.platform.woocommerce;

import dev.ordersync.order.PlatformOrderId;
import dev.ordersync.platform.Copy;
import dev.ordersync.platform.Shop;
import dev.ordersync.platform.answer.Json;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads an order of the shop as a copy. An unknown status comes from a plugin, and such an order counts. */
final class WooCopy {
    private WooCopy() {}

    static Optional<Copy> of(Shop shop, JsonNode row) {
        var id = id(row);
        var createdAt = createdAt(row);
        var status = Json.text(row, "status");
        if (id.isEmpty() || createdAt == null || status == null) {
            return Optional.empty();
        }
        return Optional.of(new Copy(
                id.get(),
                url(shop, id.get()),
                WooReference.of(row).orElse(null),
                createdAt,
                status(status, row),
                null, // the shop changes date_modified by itself, so it says nothing about a person's hand
                false,
                content(row)));
    }

    static Optional<PlatformOrderId> id(JsonNode row) {
        var node = row.path("id");
        return node.isIntegralNumber() && node.canConvertToLong() && node.asLong() > 0
                ? Optional.of(new PlatformOrderId(node.asString()))
                : Optional.empty();
    }

    /** The page works for both kinds of storage: with order tables it leads on to the new one. */
    static String url(Shop shop, PlatformOrderId id) {
        return shop.baseUrl().toString().replaceAll("/+$", "") + "/wp-admin/post.php?post=" + id + "&action=edit";
    }

    /** A draft is what a refused order leaves behind, and no order: nobody ships it. */
    private static Copy.Status status(String status, JsonNode row) {
        return switch (status) {
            case "completed" -> Copy.Status.FULFILLED;
            case "cancelled", "refunded", "failed" -> Copy.Status.CANCELLED;
            case "trash", "checkout-draft", "auto-draft", "draft" -> Copy.Status.TRASHED;
            // A part that was paid back is work that a fresh order would not have.
            default -> row.path("refunds").isEmpty() ? Copy.Status.OPEN : Copy.Status.FULFILLED;
        };
    }

    static Copy.Content content(JsonNode row) {
        var billing = row.path("billing");
        var address = row.path("shipping");
        var lines = new ArrayList<Copy.Line>();
        row.path("line_items").forEach(line -> lines.add(line(line)));
        return new Copy.Content(
                marketplaceId(row),
                Json.text(billing, "first_name"),
                Json.text(billing, "last_name"),
                Json.text(billing, "email"),
                Json.text(billing, "phone"),
                Json.text(address, "address_1"),
                Json.text(address, "city"),
                Json.text(address, "postcode"),
                Json.text(address, "country"),
                Json.text(row, "currency"),
                money(row),
                lines,
                new Copy.Details(
                        name(address),
                        Json.text(address, "company"),
                        Json.text(address, "address_2"),
                        Json.text(address, "state")));
    }

    private static @Nullable String name(JsonNode address) {
        var first = Json.text(address, "first_name");
        var last = Json.text(address, "last_name");
        return first == null ? last : last == null ? first : first + " " + last;
    }

    private static @Nullable String marketplaceId(JsonNode row) {
        for (var meta : row.path("meta_data")) {
            if (WooOrder.ID_META.equals(Json.text(meta, "key"))) {
                return Json.text(meta, "value");
            }
        }
        return null;
    }

    /** A line without a product is what an unknown SKU became: it has neither SKU nor title of ours to be known by. */
    private static Copy.Line line(JsonNode line) {
        var quantity = line.path("quantity");
        boolean hasProduct = line.path("product_id").asLong(0) > 0;
        return new Copy.Line(
                hasProduct ? Json.text(line, "sku") : null,
                hasProduct ? Json.text(line, "name") : null,
                quantity.isIntegralNumber() && quantity.canConvertToInt() ? quantity.intValue() : 0);
    }

    private static @Nullable BigDecimal money(JsonNode row) {
        var text = Json.text(row, "total");
        return text != null && text.matches("-?\\d{1,30}(\\.\\d{1,10})?") ? new BigDecimal(text) : null;
    }

    /** UTC, although it has no Z. */
    private static @Nullable Instant createdAt(JsonNode row) {
        var text = Json.text(row, "date_created_gmt");
        try {
            return text == null ? null : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException _) {
            return null;
        }
    }
}
