package dev.ordersync.sandbox.books;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A copy before the books have numbered it. */
public record Draft(
        @Nullable String reference,
        @Nullable String orderId,
        String order,
        @Nullable Instant wholeAt) {}
