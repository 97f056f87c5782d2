package dev.ordersync.reconciler.api;

import dev.ordersync.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Paging of a list that is ordered by a unique text: the cursor is the last one that was read, opaque to callers. */
final class KeyCursor {
    static final String DEFAULT_LIMIT = "50";

    private static final int MAX_LIMIT = 200;
    private static final int MAX_LENGTH = 1_000;

    private KeyCursor() {}

    /** One page and where the next one begins. */
    record Page<T>(List<T> items, @Nullable String nextCursor) {}

    /** @throws Refusal 422 for what is no cursor of ours; null: from the beginning, which is before every text */
    static String after(@Nullable String cursor) {
        if (cursor == null || cursor.isBlank()) {
            return "";
        }
        try {
            if (cursor.length() > MAX_LENGTH) {
                throw new IllegalArgumentException("too long");
            }
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw Refusal.invalid("cursor", "must be a nextCursor of an earlier answer");
        }
    }

    static int limit(int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Refusal.invalid("limit", "must be between 1 and " + MAX_LIMIT);
        }
        return limit;
    }

    /** @param read up to {@code limit + 1} items: one more than wanted says that there is a next page */
    static <T> Page<T> page(List<T> read, int limit, Function<T, String> key) {
        if (read.size() <= limit) {
            return new Page<>(read, null);
        }
        var items = read.subList(0, limit);
        var last = key.apply(items.getLast()).getBytes(StandardCharsets.UTF_8);
        return new Page<>(items, Base64.getUrlEncoder().withoutPadding().encodeToString(last));
    }
}
