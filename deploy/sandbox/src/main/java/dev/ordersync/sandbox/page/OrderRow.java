package dev.ordersync.sandbox.page;

import dev.ordersync.sandbox.books.Copy;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * A copy as a row: what a merchant would recognise it by. Orders are whatever was handed in, so any part may be missing.
 *
 * @param half whether readers see only the first half of its lines for now
 */
record OrderRow(Copy copy, String customer, String items, String total, String currency, boolean half) {

    private static final int MAX_ITEMS = 3;

    static OrderRow of(Copy copy, JsonNode order, boolean half) {
        JsonNode customer = order.path("customer");
        String name = text(customer.path("firstName")) + " " + text(customer.path("lastName"));
        return new OrderRow(
                copy,
                name.isBlank() ? text(customer.path("email")) : name.strip(),
                items(order.path("lines")),
                text(order.path("total")),
                text(order.path("currency")),
                half);
    }

    public String state() {
        return switch (copy.status()) {
            case OPEN -> "Open";
            case FULFILLED -> "Fulfilled";
            case CANCELLED -> "Cancelled";
            case TRASHED -> "In the trash";
        };
    }

    /** The name of the stylesheet's glyph. */
    public String glyph() {
        return switch (copy.status()) {
            case OPEN -> "queued";
            case FULFILLED -> "synced";
            case CANCELLED -> "cancelled";
            case TRASHED -> "no";
        };
    }

    private static String items(JsonNode lines) {
        String first = StreamSupport.stream(lines.spliterator(), false)
                .limit(MAX_ITEMS)
                .map(line -> text(line.path("quantity")) + " × "
                        + text(line.path("title").isMissingNode() ? line.path("sku") : line.path("title")))
                .collect(Collectors.joining(", "));
        int more = lines.size() - MAX_ITEMS;
        return more > 0 ? first + " and " + more + " more" : first;
    }

    private static String text(JsonNode value) {
        return value.isValueNode() && !value.isNull() ? value.asString() : "";
    }
}
