package dev.ordersync.platform;

import org.jspecify.annotations.Nullable;

/** The answer to the question for one copy. A failed lookup is never "not found". */
public sealed interface Found {
    record Present(Copy copy) implements Found {}

    /** The shop's own 404 for this id. */
    record Absent() implements Found {}

    /** @param hold set when the answer holds the store: the code of the hold */
    record Unclear(String problem, @Nullable String hold) implements Found {}
}
