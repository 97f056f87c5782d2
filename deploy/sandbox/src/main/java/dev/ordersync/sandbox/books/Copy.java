package dev.ordersync.sandbox.books;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One order in the shop.
 *
 * @param number the shop's own number, rising from 1001
 * @param orderId the marketplace's order id, null on an order typed in without one
 * @param order JSON text: the books hold many copies, and text takes a fraction of what a parsed tree does
 * @param wholeAt until then readers see only the first half of the lines; null when it was whole from the start
 */
public record Copy(
        long number,
        @Nullable String reference,
        @Nullable String orderId,
        Instant createdAt,
        CopyStatus status,
        @Nullable Instant editedAt,
        boolean test,
        String order,
        @Nullable Instant wholeAt) {

    /** The contract's id of the copy. */
    public String id() {
        return Long.toString(number);
    }

    public boolean isHalfAt(Instant now) {
        return wholeAt != null && now.isBefore(wholeAt);
    }

    public Copy withStatus(CopyStatus next) {
        return new Copy(number, reference, orderId, createdAt, next, editedAt, test, order, wholeAt);
    }

    /** The same order with other content, changed by a program and not by a person. */
    public Copy withOrder(String newOrder) {
        return new Copy(number, reference, orderId, createdAt, status, editedAt, test, newOrder, wholeAt);
    }

    public Copy asTest() {
        return new Copy(number, reference, orderId, createdAt, status, editedAt, true, order, wholeAt);
    }

    public Copy edited(String newOrder, Instant now) {
        return new Copy(number, reference, orderId, createdAt, status, now, test, newOrder, null);
    }

    Place place() {
        return new Place(createdAt, number);
    }
}
