package dev.ordersync.sandbox.fault;

import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * When a fault strikes. The first rule that fits a request decides; null leaves a condition out.
 *
 * @param match glob on the marketplace's order id ({@code *} and {@code ?}); null fits every request, reads too
 * @param times how often it strikes in all
 * @param perOrder strikes the first so many POSTs of each key, so that a retry succeeds
 * @param probability share of the fitting requests that it strikes, 0 to 1
 * @param delay how late, slow, half-written and stale things are
 */
public record Rule(
        @Nullable String match,
        Fault fault,
        @Nullable Integer times,
        @Nullable Integer perOrder,
        @Nullable Double probability,
        @Nullable Duration delay) {

    private static final Duration USUAL_DELAY = Duration.ofSeconds(5);
    private static final Duration LONGEST_DELAY = Duration.ofHours(1);
    private static final int MAX_MATCH_LENGTH = 100;

    public Rule {
        if (match != null && (match.isBlank() || match.length() > MAX_MATCH_LENGTH)) {
            throw new IllegalArgumentException("match must have 1 to " + MAX_MATCH_LENGTH + " characters");
        }
        if (match != null && !fault.canMatchOrders()) {
            throw new IllegalArgumentException(fault.word() + " can't be matched on an order id");
        }
        if ((times != null && times < 1) || (perOrder != null && perOrder < 1)) {
            throw new IllegalArgumentException("times and perOrder must be at least 1");
        }
        if (probability != null && !(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability must be 0 to 1");
        }
        if (delay != null && (!delay.isPositive() || delay.compareTo(LONGEST_DELAY) > 0)) {
            throw new IllegalArgumentException("delay must be above 0 and up to " + LONGEST_DELAY);
        }
    }

    public Duration delayOrUsual() {
        return delay == null ? USUAL_DELAY : delay;
    }

    Pattern pattern() {
        return match == null ? Pattern.compile(".*", Pattern.DOTALL) : Pattern.compile(regex(match));
    }

    private static String regex(String glob) {
        return glob.chars()
                .mapToObj(c -> switch (c) {
                    case '*' -> ".*";
                    case '?' -> ".";
                    default -> Pattern.quote(Character.toString(c));
                })
                .collect(Collectors.joining());
    }
}
