package dev.ordersync.worker.relay;

import java.time.Duration;
import java.time.Instant;

/**
 * How long the relay pauses: hardly while events come, up to {@link #LONGEST} when none come, and long while it cannot
 * send. No LISTEN/NOTIFY instead: it halves the rate of commits.
 */
final class Pace {
    static final Duration LONGEST = Duration.ofMillis(25);
    static final Duration FIRST_BACK_OFF = Duration.ofSeconds(1);
    static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(30);
    /** Between two attempts at leading. */
    static final Duration FOLLOWER = Duration.ofSeconds(1);

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration BUSY = Duration.ofMillis(300);
    private static final int SHARE_OF_IDLE = 20;

    private Instant lastEventAt = Instant.EPOCH;
    private int troubles;
    private boolean leading;

    void foundEvents(Instant now) {
        lastEventAt = now;
    }

    void leading(boolean leads) {
        leading = leads;
    }

    void trouble() {
        troubles++;
    }

    void sent() {
        troubles = 0;
    }

    Duration pause(Instant now) {
        if (troubles > 0) {
            var backOff = FIRST_BACK_OFF.multipliedBy(1L << Math.min(troubles - 1, 5));
            return backOff.compareTo(LONGEST_BACK_OFF) < 0 ? backOff : LONGEST_BACK_OFF;
        }
        if (!leading) {
            return FOLLOWER;
        }
        var idle = Duration.between(lastEventAt, now);
        if (idle.compareTo(BUSY) < 0) {
            return SHORTEST;
        }
        var share = idle.dividedBy(SHARE_OF_IDLE);
        return share.compareTo(LONGEST) < 0 ? share : LONGEST;
    }
}
