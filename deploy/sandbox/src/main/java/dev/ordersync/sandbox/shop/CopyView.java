package dev.ordersync.sandbox.shop;

import dev.ordersync.sandbox.books.CopyStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A copy as the contract shows it; {@code id} is null only where a fault leaves it out. */
public record CopyView(
        @Nullable String id,
        String url,
        @Nullable String reference,
        Instant createdAt,
        CopyStatus status,
        @Nullable Instant editedAt,
        boolean test,
        JsonNode order) {

    CopyView withoutId() {
        return new CopyView(null, url, reference, createdAt, status, editedAt, test, order);
    }
}
