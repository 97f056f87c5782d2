package dev.ordersync.store;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The policy as it stands in JSON: everything optional, durations in ISO 8601. */
public record PolicyJson(
        @Nullable Duration requestTimeout,
        @Nullable Duration settleWindow,
        @Nullable Duration retryWithin,
        @Nullable Duration proofMaxAge,
        @Nullable Integer maxAttempts,
        @Nullable Duration giveUpAfter,
        @Nullable Duration retryBackoff,
        @Nullable Integer alertAfterFailures,
        StorePolicy.@Nullable ExactMatch onExactMatch,
        @Nullable Integer concurrency,
        @Nullable Integer ratePerSecond,
        @Nullable Integer pauseAfterUnknown,
        @Nullable Duration probeEvery,
        @Nullable List<Duration> twinWatch,
        @Nullable AlertsJson alerts) {

    public record AlertsJson(
            @Nullable Boolean onTimeout,
            @Nullable Duration digestEvery,
            @Nullable Duration quietAfter) {}

    public static PolicyJson of(StorePolicy policy) {
        var alerts = policy.alerts();
        return new PolicyJson(
                policy.requestTimeout(),
                policy.settleWindow(),
                policy.retryWithin(),
                policy.proofMaxAge(),
                policy.maxAttempts(),
                policy.giveUpAfter(),
                policy.retryBackoff(),
                policy.alertAfterFailures(),
                policy.onExactMatch(),
                policy.concurrency(),
                policy.ratePerSecond(),
                policy.pauseAfterUnknown(),
                policy.probeEvery(),
                policy.twinWatch(),
                new AlertsJson(alerts.onTimeout(), alerts.digestEvery(), alerts.quietAfter()));
    }

    /** The policy with every absent setting taken from {@code base}. */
    public StorePolicy over(StorePolicy base) {
        return new StorePolicy(
                or(requestTimeout, base.requestTimeout()),
                or(settleWindow, base.settleWindow()),
                or(retryWithin, base.retryWithin()),
                or(proofMaxAge, base.proofMaxAge()),
                or(maxAttempts, base.maxAttempts()),
                or(giveUpAfter, base.giveUpAfter()),
                or(retryBackoff, base.retryBackoff()),
                or(alertAfterFailures, base.alertAfterFailures()),
                or(onExactMatch, base.onExactMatch()),
                or(concurrency, base.concurrency()),
                or(ratePerSecond, base.ratePerSecond()),
                or(pauseAfterUnknown, base.pauseAfterUnknown()),
                or(probeEvery, base.probeEvery()),
                or(twinWatch, base.twinWatch()),
                alerts == null ? base.alerts() : over(alerts, base.alerts()));
    }

    private static StorePolicy.Alerts over(AlertsJson alerts, StorePolicy.Alerts base) {
        return new StorePolicy.Alerts(
                or(alerts.onTimeout(), base.onTimeout()),
                or(alerts.digestEvery(), base.digestEvery()),
                or(alerts.quietAfter(), base.quietAfter()));
    }

    private static <T> T or(@Nullable T value, T fallback) {
        return value == null ? fallback : value;
    }
}
