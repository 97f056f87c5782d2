package dev.ordersync.platform.http;

import dev.ordersync.order.PlatformOrderId;
import dev.ordersync.platform.Copy;
import dev.ordersync.platform.answer.Json;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads a copy. Its id, time and status must be there, since a decision rests on them; of its content, what is missing
 * is missing.
 */
final class CopyReader {
    /** Money with more digits is not money, and must not be calculated with. */
    private static final int MAX_MONEY_LENGTH = 40;

    private static final int MAX_SCALE = 20;

    private CopyReader() {}

    /** The copy, if the row can be read as one. */
    static Optional<Copy> copy(JsonNode row) {
        var id = id(row);
        var createdAt = instant(row, "createdAt");
        var status = status(row);
        if (id.isEmpty() || createdAt == null || status.isEmpty() || !editedAtIsReadable(row)) {
            return Optional.empty();
        }
        return Optional.of(new Copy(
                id.get(),
                url(row),
                Json.text(row, "reference"),
                createdAt,
                status.get(),
                instant(row, "editedAt"),
                row.path("test").asBoolean(false),
                content(row)));
    }

    static Optional<PlatformOrderId> id(JsonNode row) {
        var node = row.path("id");
        if (!node.isString() && !node.isIntegralNumber()) {
            return Optional.empty();
        }
        var text = node.asString();
        boolean readable = !text.isBlank()
                && text.length() <= PlatformOrderId.MAX_LENGTH
                && text.chars().noneMatch(Character::isISOControl);
        return readable ? Optional.of(new PlatformOrderId(text)) : Optional.empty();
    }

    static Optional<Copy.Status> status(JsonNode row) {
        return switch (row.path("status").asString("").toLowerCase(Locale.ROOT)) {
            case "open" -> Optional.of(Copy.Status.OPEN);
            case "fulfilled" -> Optional.of(Copy.Status.FULFILLED);
            case "cancelled" -> Optional.of(Copy.Status.CANCELLED);
            case "trashed" -> Optional.of(Copy.Status.TRASHED);
            default -> Optional.empty();
        };
    }

    /** Only what a page may link to. */
    static @Nullable String url(JsonNode row) {
        var url = Json.text(row, "url");
        return url != null && url.matches("(?i)https?://\\S+") ? url : null;
    }

    static Copy.Content content(JsonNode row) {
        var order = row.path("order");
        var customer = order.path("customer");
        var address = order.path("shippingAddress");
        var lines = new ArrayList<Copy.Line>();
        order.path("lines").forEach(line -> lines.add(line(line)));
        return new Copy.Content(
                Json.text(order, "id"),
                Json.text(customer, "firstName"),
                Json.text(customer, "lastName"),
                Json.text(customer, "email"),
                Json.text(customer, "phone"),
                Json.text(address, "line1"),
                Json.text(address, "city"),
                Json.text(address, "postalCode"),
                Json.text(address, "country"),
                Json.text(order, "currency"),
                money(order, "total"),
                lines,
                new Copy.Details(
                        Json.text(address, "name"),
                        Json.text(address, "company"),
                        Json.text(address, "line2"),
                        Json.text(address, "region")));
    }

    /** A line whose quantity cannot be read has 0: it differs from what was sent. */
    private static Copy.Line line(JsonNode line) {
        var quantity = line.path("quantity");
        return new Copy.Line(
                Json.text(line, "sku"),
                Json.text(line, "title"),
                quantity.isIntegralNumber() && quantity.canConvertToInt() ? quantity.intValue() : 0);
    }

    private static boolean editedAtIsReadable(JsonNode row) {
        return row.path("editedAt").isMissingNode()
                || row.path("editedAt").isNull()
                || instant(row, "editedAt") != null;
    }

    private static @Nullable Instant instant(JsonNode parent, String field) {
        var text = Json.text(parent, field);
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException _) {
            return null;
        }
    }

    private static @Nullable BigDecimal money(JsonNode parent, String field) {
        var text = Json.text(parent, field);
        if (text == null || text.length() > MAX_MONEY_LENGTH) {
            return null;
        }
        try {
            var money = new BigDecimal(text);
            return Math.abs(money.scale()) <= MAX_SCALE ? money : null;
        } catch (NumberFormatException _) {
            return null;
        }
    }
}
