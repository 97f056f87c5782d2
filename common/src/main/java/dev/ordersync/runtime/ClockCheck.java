package dev.ordersync.runtime;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Compares our clock with the database's. Leases and proofs compare times that different machines wrote: a replica that
 * is more than a second off claims, expires and judges nothing until it is right again.
 */
public final class ClockCheck {
    /** How far off a replica may be. */
    public static final Duration TOLERANCE = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(ClockCheck.class);

    private final JdbcClient jdbc;
    private final Clock clock;
    private volatile Duration offset = Duration.ZERO;
    private volatile boolean trusted;

    public ClockCheck(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** One comparison. A slow answer widens what is uncertain, so half of the round trip is allowed on top. */
    public boolean runOnce() {
        Instant before = clock.instant();
        Instant database = jdbc.sql("SELECT clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
        Instant after = clock.instant();
        var half = Duration.between(before, after).dividedBy(2);
        offset = Duration.between(database, before.plus(half));
        boolean now = offset.abs().minus(half).compareTo(TOLERANCE) <= 0;
        if (trusted && !now) {
            LOG.error("Our clock is {} off the database's: nothing is claimed or judged until it is right", offset);
        }
        trusted = now;
        return false;
    }

    public boolean trusted() {
        return trusted;
    }

    /** Ours minus the database's. */
    public Duration offset() {
        return offset;
    }
}
