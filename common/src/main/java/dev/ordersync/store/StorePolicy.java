package dev.ordersync.store;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a store's orders are sent and settled; see the contract for each setting. Absent settings take the defaults.
 * {@link #problems()} says what is out of bounds, so that a request can name every bad field at once.
 */
public record StorePolicy(
        Duration requestTimeout,
        Duration settleWindow,
        Duration retryWithin,
        Duration proofMaxAge,
        int maxAttempts,
        Duration giveUpAfter,
        Duration retryBackoff,
        int alertAfterFailures,
        ExactMatch onExactMatch,
        int concurrency,
        int ratePerSecond,
        int pauseAfterUnknown,
        Duration probeEvery,
        List<Duration> twinWatch,
        Alerts alerts) {

    /** Longest delay between two attempts of an order, and longest {@code Retry-After} that is honoured. */
    public static final Duration MAX_BACKOFF = Duration.ofMinutes(10);

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(30);
    private static final int MAX_WATCHES = 10;

    /** What happens when one copy with our reference, as sent, is found. */
    public enum ExactMatch {
        @JsonProperty("link")
        LINK,
        @JsonProperty("flag")
        FLAG
    }

    /** When people are told. */
    public record Alerts(boolean onTimeout, Duration digestEvery, Duration quietAfter) {
        public static final Alerts DEFAULT = new Alerts(false, Duration.ofHours(1), Duration.ofMinutes(5));
    }

    public static final StorePolicy DEFAULT = new StorePolicy(
            Duration.ofSeconds(30),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofMinutes(2),
            5,
            Duration.ofDays(1),
            Duration.ofSeconds(30),
            2,
            ExactMatch.LINK,
            8,
            20,
            5,
            Duration.ofSeconds(30),
            List.of(Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofHours(24)),
            Alerts.DEFAULT);

    /** One setting out of bounds: its path below {@code policy} and what is wanted. */
    public record Problem(String field, String message) {}

    public List<Problem> problems() {
        var problems = new ArrayList<Problem>();
        duration(problems, "requestTimeout", requestTimeout);
        duration(problems, "settleWindow", settleWindow);
        duration(problems, "retryWithin", retryWithin);
        duration(problems, "proofMaxAge", proofMaxAge);
        duration(problems, "giveUpAfter", giveUpAfter);
        duration(problems, "retryBackoff", retryBackoff);
        duration(problems, "probeEvery", probeEvery);
        duration(problems, "alerts.digestEvery", alerts.digestEvery());
        duration(problems, "alerts.quietAfter", alerts.quietAfter());
        for (int i = 0; i < twinWatch.size(); i++) {
            duration(problems, "twinWatch[" + i + "]", twinWatch.get(i));
        }
        if (twinWatch.size() > MAX_WATCHES) {
            problems.add(new Problem("twinWatch", "must have at most " + MAX_WATCHES + " entries"));
        }
        number(problems, "maxAttempts", maxAttempts, 100);
        number(problems, "alertAfterFailures", alertAfterFailures, 100);
        number(problems, "concurrency", concurrency, 1_000);
        number(problems, "ratePerSecond", ratePerSecond, 10_000);
        number(problems, "pauseAfterUnknown", pauseAfterUnknown, 100_000);
        if (retryWithin.multipliedBy(2).compareTo(settleWindow.multipliedBy(3)) < 0) {
            problems.add(new Problem("retryWithin", "must be at least 1.5 × settleWindow"));
        }
        return problems;
    }

    private static void duration(List<Problem> problems, String field, @Nullable Duration value) {
        if (value == null || value.compareTo(SHORTEST) < 0 || value.compareTo(LONGEST) > 0) {
            problems.add(new Problem(field, "must be between " + SHORTEST + " and P30D"));
        }
    }

    private static void number(List<Problem> problems, String field, int value, int max) {
        if (value < 1 || value > max) {
            problems.add(new Problem(field, "must be between 1 and " + max));
        }
    }
}
