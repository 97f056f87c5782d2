package dev.ordersync.store;

import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps what lookups teach about a shop: how far its clock is off, and how late its list shows an order. */
public final class ShopMeasures {
    /** A {@code Date} header has no fraction of a second. */
    private static final Duration HEADER_GRAIN = Duration.ofSeconds(1);

    private final JdbcClient jdbc;

    public ShopMeasures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The shop's clock minus ours, as one answer shows it: what is known, if the answer agrees with it, else what is
     * nearest to it. An answer that took long tells little, and so changes little.
     *
     * @param known as it was taken to be so far
     * @param shopTime the answer's {@code Date} header
     * @param askedAt before the question, by our clock
     * @param answeredAt after the answer, by our clock
     */
    public static Duration clockSkew(Duration known, Instant shopTime, Instant askedAt, Instant answeredAt) {
        var least = Duration.between(answeredAt, shopTime);
        var most = Duration.between(askedAt, shopTime.plus(HEADER_GRAIN));
        if (known.compareTo(least) < 0) {
            return least;
        }
        return known.compareTo(most) > 0 ? most : known;
    }

    /** @return whether it differs from what was kept */
    public boolean keepClockSkew(Store store, Duration skew) {
        return keep("clock_skew_ms", "clock_skew_ms IS DISTINCT FROM :millis", store, skew);
    }

    /**
     * Keeps the longest time after which a list first showed a copy. It lifts the settle window of later doubts, so it is
     * bounded by what leaves a decision possible within {@code retryWithin}.
     *
     * @return whether it is longer than what was kept
     */
    public boolean keepLag(Store store, Duration lag) {
        var longest = store.policy().retryWithin().multipliedBy(2).dividedBy(3);
        return keep(
                "measured_lag_ms",
                "coalesce(measured_lag_ms, 0) < :millis",
                store,
                lag.compareTo(longest) < 0 ? lag : longest);
    }

    private boolean keep(String column, String when, Store store, Duration value) {
        return jdbc.sql("UPDATE stores SET %s = :millis, version = version + 1 WHERE id = :id AND %s"
                                .formatted(column, when))
                        .param("millis", value.toMillis())
                        .param("id", store.id())
                        .update()
                == 1;
    }
}
