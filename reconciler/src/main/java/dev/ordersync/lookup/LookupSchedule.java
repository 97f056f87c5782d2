package dev.ordersync.lookup;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** When to look: at once, at growing pauses over the settle window, at its end, and then on until decided. */
final class LookupSchedule {
    /** Shares of the settle window at which to look while it lasts. */
    private static final List<Double> SHARES = List.of(0.03, 0.1, 0.25, 0.5, 0.75);

    private static final Duration SHORTEST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int PAUSES_IN_WINDOW = 10;

    private LookupSchedule() {}

    /** The next look after one at {@code now}, for a doubt that began at {@code since} and settles at {@code settlesAt}. */
    static Instant next(Instant since, Instant settlesAt, Instant now) {
        var window = Duration.between(since, settlesAt);
        for (double share : SHARES) {
            var at = since.plus(Duration.ofMillis((long) (window.toMillis() * share)));
            if (at.isAfter(now.plus(SHORTEST))) {
                return at;
            }
        }
        return settlesAt.isAfter(now) ? settlesAt : now.plus(apart(window));
    }

    /** How far apart two looks must be to count as two, and the pause between looks after the window. */
    static Duration apart(Duration window) {
        var part = window.dividedBy(PAUSES_IN_WINDOW);
        if (part.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return part.compareTo(LONGEST) > 0 ? LONGEST : part;
    }
}
