package dev.ordersync.lookup;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Lookups, decisions, and the time from a timeout to its decision. */
public final class LookupMetrics {
    private final MeterRegistry registry;
    private final Timer timeToDecision;

    public LookupMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.timeToDecision = Timer.builder("ordersync.timeout.to.decision")
                .description("From the unknown outcome to its decision: linked, retried, flagged")
                .serviceLevelObjectives(
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(15),
                        Duration.ofMinutes(20),
                        Duration.ofMinutes(30),
                        Duration.ofHours(1))
                .register(registry);
    }

    void looked(String result) {
        Counter.builder("ordersync.lookups")
                .description("Lookups by result")
                .tag("result", result)
                .register(registry)
                .increment();
    }

    void decided(String decision, Duration doubted) {
        Counter.builder("ordersync.decisions")
                .description("Decisions on orders in doubt")
                .tag("decision", decision)
                .register(registry)
                .increment();
        timeToDecision.record(doubted.isNegative() ? Duration.ZERO : doubted);
    }
}
