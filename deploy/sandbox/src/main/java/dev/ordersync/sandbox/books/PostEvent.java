package dev.ordersync.sandbox.books;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of one POST.
 *
 * @param fault the switch that it met, "normal" when none
 * @param answer HTTP status, null when the shop gave no answer
 */
public record PostEvent(
        Instant at,
        String fault,
        Effect effect,
        @Nullable Integer answer,
        @Nullable String copyId) {}
