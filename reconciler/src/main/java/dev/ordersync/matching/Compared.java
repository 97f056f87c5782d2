package dev.ordersync.matching;

import org.jspecify.annotations.Nullable;

/**
 * One field of an order and of a copy side by side. It becomes text only for a pair that is kept: most are strangers.
 *
 * @param ours its text is what people should see
 * @param level null: one of the two does not say, or says nothing that could be compared
 */
record Compared(
        Field field,
        @Nullable Object ours,
        @Nullable Object theirs,
        @Nullable Level level) {
    static Compared missing(Field field, @Nullable Object ours, @Nullable Object theirs) {
        return new Compared(field, ours, theirs, null);
    }

    static Compared at(Level level, @Nullable Object ours, @Nullable Object theirs) {
        return new Compared(level.field(), ours, theirs, level);
    }

    Agreement agreement() {
        return level == null ? Agreement.MISSING : level.agreement();
    }

    Evidence evidence(double weight) {
        return new Evidence(field.code(), text(ours), text(theirs), agreement(), weight);
    }

    private static @Nullable String text(@Nullable Object shown) {
        return shown == null ? null : shown.toString();
    }
}
