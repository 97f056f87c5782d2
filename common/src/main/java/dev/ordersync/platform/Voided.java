package dev.ordersync.platform;

import org.jspecify.annotations.Nullable;

/**
 * The answer to a delete or a cancel of one copy. Only a read proves what became of it: an answer may be wrong, and a
 * call without one may have worked.
 */
public sealed interface Voided {
    /** The shop says that the copy is no longer live, or that it has none of this id. */
    record Gone() implements Voided {}

    /** The shop's own refusal: asking again in the same way is in vain. */
    record Refused(String detail) implements Voided {}

    /** It may have happened or not. {@code hold} is set when the answer holds the store: the code of the hold. */
    record Unclear(String problem, @Nullable String hold) implements Voided {}
}
