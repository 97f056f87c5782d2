package dev.ordersync.reconciler.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows guessing: after {@link #TRIES} wrong passwords a user name pauses for {@link #PAUSE}. A try is counted before its
 * password is looked at, so that many at once get no more. Kept per replica.
 */
final class Throttle {
    static final int TRIES = 5;
    static final Duration PAUSE = Duration.ofMinutes(15);
    /** Beyond, the names that were tried longest ago are forgotten. */
    private static final int MAX_NAMES = 10_000;

    private record Tries(int count, Instant last) {}

    private final Map<String, Tries> byName = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tries> eldest) {
            return size() > MAX_NAMES;
        }
    };

    /** What a try may do. */
    sealed interface Ticket {
        /** @param left tries after this one, should it be wrong */
        record Go(int left) implements Ticket {}

        record Paused(Instant until) implements Ticket {}
    }

    synchronized Ticket take(String name, Instant now) {
        var tries = byName.get(name);
        if (tries == null || !now.isBefore(tries.last().plus(PAUSE))) {
            tries = new Tries(0, now);
        }
        if (tries.count() >= TRIES) {
            return new Ticket.Paused(tries.last().plus(PAUSE));
        }
        byName.put(name, new Tries(tries.count() + 1, now));
        return new Ticket.Go(TRIES - tries.count() - 1);
    }

    /** The password was right: earlier tries count no more. */
    synchronized void forget(String name) {
        byName.remove(name);
    }

    synchronized int size() {
        return byName.size();
    }
}
