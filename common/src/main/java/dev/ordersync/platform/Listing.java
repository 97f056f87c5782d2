package dev.ordersync.platform;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one question about several copies.
 *
 * @param complete every page and every state was read and each row lay inside what was asked for; else inconclusive
 * @param problem why it is not complete, without personal data
 * @param hold set when the answer (401, 402, 403, 423) holds the store: the code of the hold
 * @param shopTime the shop's clock as its {@code Date} header gave it
 */
public record Listing(
        List<Copy> copies,
        boolean complete,
        @Nullable String problem,
        @Nullable String hold,
        @Nullable Instant shopTime) {

    public static Listing inconclusive(String problem) {
        return new Listing(List.of(), false, problem, null, null);
    }
}
