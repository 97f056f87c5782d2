package dev.ordersync.scenario.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What happened in a life: time, who, what. Read by people when a check fails. */
final class Trace {
    private final Instant start;
    private final List<String> lines = new ArrayList<>();

    Trace(Instant start) {
        this.start = start;
    }

    void add(Instant now, String actor, String what) {
        lines.add(line(now, actor, what));
    }

    String line(Instant now, String actor, String what) {
        return String.format(
                Locale.ROOT, "%10.3f  %-22s %s", Duration.between(start, now).toMillis() / 1000.0, actor, what);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    /** The same for the same seed, always. */
    String fingerprint() {
        return Integer.toHexString(lines.hashCode());
    }
}
