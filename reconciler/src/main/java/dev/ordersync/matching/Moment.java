package dev.ordersync.matching;

import java.time.Duration;
import java.time.Instant;

/** Compares when a copy was made with when we sent ours. */
final class Moment {
    /** What remains between two clocks once their difference is known: shops date by the second or the minute. */
    private static final Duration TOLERANCE = Duration.ofMinutes(2);

    private record Span(Instant from, Instant until) {
        @Override
        public String toString() {
            return from + " to " + until;
        }
    }

    private Moment() {}

    static Compared compare(Wanted ours, Instant createdAt) {
        var from = ours.sentFrom();
        var until = ours.sentUntil();
        if (from == null || until == null) {
            return Compared.missing(Field.TIME, null, createdAt);
        }
        var level = createdAt.isBefore(from.minus(TOLERANCE))
                ? Level.TIME_BEFORE
                : createdAt.isAfter(until.plus(TOLERANCE)) ? Level.TIME_AFTER : Level.TIME_DURING;
        return Compared.at(level, new Span(from, until), createdAt);
    }
}
