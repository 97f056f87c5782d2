package dev.ordersync.worker.posting;

import dev.ordersync.order.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Attempts and their duration, by platform and outcome. */
final class PostingMetrics {
    private final MeterRegistry registry;

    PostingMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void posted(String platform, Outcome outcome, long nanos) {
        Counter.builder("ordersync.attempts")
                .description("Attempts by what they taught us")
                .tag("outcome", outcome.code())
                .tag("platform", platform)
                .register(registry)
                .increment();
        Timer.builder("ordersync.post")
                .description("Duration of one POST, whatever came of it")
                .tag("platform", platform)
                .publishPercentileHistogram()
                .maximumExpectedValue(Duration.ofMinutes(2))
                .register(registry)
                .record(Duration.ofNanos(nanos));
    }
}
