package dev.ordersync.matching;

import org.jspecify.annotations.Nullable;

/**
 * One field of an order and of a copy side by side.
 *
 * @param ours as people should see it
 * @param level null: one of the two does not say, or says nothing that could be compared
 */
record Compared(
        Field field,
        @Nullable String ours,
        @Nullable String theirs,
        @Nullable Level level) {
    static Compared missing(Field field, @Nullable String ours, @Nullable String theirs) {
        return new Compared(field, ours, theirs, null);
    }

    static Compared at(Level level, @Nullable String ours, @Nullable String theirs) {
        return new Compared(level.field(), ours, theirs, level);
    }

    Agreement agreement() {
        return level == null ? Agreement.MISSING : level.agreement();
    }
}
