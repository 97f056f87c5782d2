package dev.ordersync.platform.vendure;

import java.time.Duration;

/** The time that all calls of one task share. */
record Budget(long endsAt) {
    private static final Duration SHORTEST_CALL = Duration.ofMillis(100);

    static Budget of(Duration whole) {
        return new Budget(System.nanoTime() + whole.toNanos());
    }

    /** One that ends so much earlier. */
    Budget butFor(Duration reserve) {
        return new Budget(endsAt - reserve.toNanos());
    }

    Duration left() {
        return Duration.ofNanos(Math.max(1, endsAt - System.nanoTime()));
    }

    boolean isUsedUp() {
        return left().compareTo(SHORTEST_CALL) < 0;
    }
}
