package dev.ordersync.sandbox.books;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A question for copies, newest first. Bounds are inclusive, and null means no bound.
 *
 * @param after place of the last copy already read
 */
public record Query(
        @Nullable String reference,
        @Nullable String orderId,
        @Nullable Instant createdAfter,
        @Nullable Instant createdBefore,
        @Nullable Place after,
        int limit) {

    public static Query all(@Nullable Place after, int limit) {
        return new Query(null, null, null, null, after, limit);
    }

    /** The same question about copies no younger than {@code newest}. */
    public Query notAfter(Instant newest) {
        Instant until = createdBefore == null || newest.isBefore(createdBefore) ? newest : createdBefore;
        return new Query(reference, orderId, createdAfter, until, after, limit);
    }

    boolean asksFor(Copy copy) {
        return (reference == null || reference.equals(copy.reference()))
                && (orderId == null || orderId.equals(copy.orderId()))
                && (createdAfter == null || !copy.createdAt().isBefore(createdAfter))
                && (createdBefore == null || !copy.createdAt().isAfter(createdBefore));
    }
}
