package dev.ordersync.platform.vendure;

import dev.ordersync.order.PlatformOrderId;
import dev.ordersync.platform.Copy;
import dev.ordersync.platform.Shop;
import dev.ordersync.platform.answer.Json;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads an order of the shop as a copy. What was never placed is unfinished: a draft, or one that waits for payment. */
final class VendureCopy {
    /** Money is a whole number of hundredths, whatever the currency; a verify makes sure of it. */
    static final int DIGITS = 2;

    /** Numbers, or UUIDs where the shop chose them. */
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z-]{1,64}");

    private VendureCopy() {}

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    static Optional<Copy> of(Shop shop, JsonNode row) {
        var id = Json.text(row, "id");
        var createdAt = instant(row, "createdAt");
        if (id == null || !isId(id) || createdAt == null || Json.text(row, "state") == null) {
            return Optional.empty();
        }
        var copyId = new PlatformOrderId(id);
        return Optional.of(new Copy(
                copyId, url(shop, copyId), reference(row), createdAt, status(row), editedAt(row), false, content(row)));
    }

    static String url(Shop shop, PlatformOrderId id) {
        return shop.baseUrl().toString().replaceAll("/+$", "") + "/dashboard/orders/" + id;
    }

    /** A part of an order that has several sellers: its whole is in the list too. */
    static boolean isPart(JsonNode row) {
        return "Seller".equals(Json.text(row, "type"));
    }

    static @Nullable BigDecimal money(JsonNode parent, String field) {
        var node = parent.path(field);
        return node.isIntegralNumber() && node.canConvertToLong() ? BigDecimal.valueOf(node.asLong(), DIGITS) : null;
    }

    /** An application that keeps a number of its own in {@code externalId} leaves the other as it is. */
    private static @Nullable String reference(JsonNode row) {
        var fields = row.path("customFields");
        var syncKey = Json.text(fields, "syncKey");
        return syncKey == null ? Json.text(fields, "externalId") : syncKey;
    }

    private static Copy.Status status(JsonNode row) {
        var state = String.valueOf(Json.text(row, "state"));
        if (state.equals("Cancelled")) {
            return Copy.Status.CANCELLED;
        }
        if (Json.text(row, "orderPlacedAt") == null) {
            return Copy.Status.UNFINISHED;
        }
        // Money paid back is work that a fresh order would not have.
        boolean begun = switch (state) {
            case "PartiallyShipped", "Shipped", "PartiallyDelivered", "Delivered" -> true;
            default -> !row.path("fulfillments").isEmpty() || isRefunded(row);
        };
        return begun ? Copy.Status.FULFILLED : Copy.Status.OPEN;
    }

    private static boolean isRefunded(JsonNode row) {
        return row.path("payments")
                .valueStream()
                .anyMatch(payment -> !payment.path("refunds").isEmpty());
    }

    private static @Nullable Instant editedAt(JsonNode row) {
        var last = row.path("modifications")
                .valueStream()
                .map(modification -> instant(modification, "createdAt"))
                .filter(at -> at != null)
                .max(Instant::compareTo)
                .orElse(null);
        return last == null && "Modifying".equals(Json.text(row, "state")) ? instant(row, "updatedAt") : last;
    }

    static Copy.Content content(JsonNode row) {
        var customer = row.path("customer");
        var address = row.path("shippingAddress");
        boolean cancelled = "Cancelled".equals(Json.text(row, "state"));
        var lines = new ArrayList<Copy.Line>();
        row.path("lines").forEach(line -> lines.add(line(line, cancelled)));
        return new Copy.Content(
                marketplaceId(row),
                Json.text(customer, "firstName"),
                Json.text(customer, "lastName"),
                email(customer),
                Json.text(customer, "phoneNumber"),
                Json.text(address, "streetLine1"),
                Json.text(address, "city"),
                Json.text(address, "postalCode"),
                Json.text(address, "countryCode"),
                Json.text(row, "currencyCode"),
                cancelled ? paid(row) : money(row, "totalWithTax"),
                lines,
                new Copy.Details(
                        Json.text(address, "fullName"),
                        Json.text(address, "company"),
                        Json.text(address, "streetLine2"),
                        Json.text(address, "province")));
    }

    private static @Nullable String email(JsonNode customer) {
        var email = Json.text(customer, "emailAddress");
        return email == null || email.endsWith(VendureOrder.NO_MAIL) ? null : email;
    }

    private static @Nullable String marketplaceId(JsonNode row) {
        return row.path("payments")
                .valueStream()
                .map(payment -> Json.text(payment, "transactionId"))
                .filter(id -> id != null)
                .findFirst()
                .orElse(null);
    }

    /** A cancel sets total and quantities to 0; what was paid, and what was placed, stays to be read. */
    private static @Nullable BigDecimal paid(JsonNode row) {
        return row.path("payments")
                .valueStream()
                .filter(payment -> "Settled".equals(Json.text(payment, "state")))
                .map(payment -> money(payment, "amount"))
                .filter(amount -> amount != null)
                .reduce(BigDecimal::add)
                .orElse(null);
    }

    private static Copy.Line line(JsonNode line, boolean cancelled) {
        var variant = line.path("productVariant");
        var placed = line.path("orderPlacedQuantity");
        var quantity = cancelled && placed.asInt(0) > 0 ? placed : line.path("quantity");
        return new Copy.Line(
                Json.text(variant, "sku"), Json.text(variant, "name"), quantity.isInt() ? quantity.asInt() : 0);
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
