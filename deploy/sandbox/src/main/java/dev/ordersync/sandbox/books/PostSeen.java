package dev.ordersync.sandbox.books;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every POST with one key.
 *
 * @param count all of them, while {@code events} keeps the latest only
 */
public record PostSeen(
        String key, @Nullable String orderId, int count, Instant firstAt, Instant lastAt, List<PostEvent> events) {}
