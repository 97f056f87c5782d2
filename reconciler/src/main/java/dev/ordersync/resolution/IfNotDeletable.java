package dev.ordersync.resolution;

import dev.ordersync.problem.Refusal;
import org.jspecify.annotations.Nullable;

/** What to do with a copy that the shop does not delete. */
public enum IfNotDeletable {
    REFUSE,
    CANCEL;

    /** @throws Refusal 422 for another word; nothing said: refuse */
    public static IfNotDeletable of(@Nullable String word) {
        return switch (word) {
            case null -> REFUSE;
            case "refuse" -> REFUSE;
            case "cancel" -> CANCEL;
            default -> throw Refusal.invalid("ifNotDeletable", "must be refuse or cancel");
        };
    }
}
