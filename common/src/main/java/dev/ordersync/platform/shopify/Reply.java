package dev.ordersync.platform.shopify;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What came back from a question to Shopify, as far as it is the same for all of them. */
sealed interface Reply {
    /**
     * Shopify's own answer.
     *
     * @param error the first error beside the data, null when there is none: parts of the data may be missing then
     */
    record Data(
            JsonNode data, @Nullable String error, @Nullable Instant shopTime) implements Reply {}

    /** Too many points in too short a time, by Shopify's own word or by our own count; nothing was done. */
    record Throttled(@Nullable Integer status, String words, Duration retryAfter) implements Reply {}

    /** Shopify's own word that this store may not do that, whatever it is about. */
    record Held(int status, String hold, String words) implements Reply {}

    /** Nothing left this process. */
    record NotSent(String words) implements Reply {}

    /**
     * Anything else, the wire's failures too: a change may have taken effect.
     *
     * @param unexpected a redirect or a web page
     * @param slowFor set for a 429 from something in between
     */
    record Unclear(
            @Nullable Integer status,
            String words,
            boolean unexpected,
            @Nullable Duration slowFor) implements Reply {}
}
