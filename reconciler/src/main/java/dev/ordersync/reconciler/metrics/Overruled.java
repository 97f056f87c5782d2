package dev.ordersync.reconciler.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/**
 * How often people decide otherwise than the rules: forced links, dismissals, forced retries. It rises with a bad ruleset
 * before anything else does.
 */
@Component
public class Overruled {
    private final MeterRegistry registry;

    public Overruled(MeterRegistry registry) {
        this.registry = registry;
    }

    /** @param ruleset the version whose verdict or evidence was overruled */
    public void count(String ruleset) {
        Counter.builder("ordersync.overruled")
                .description("decisions of the rules that a person overruled")
                .tag("ruleset", ruleset)
                .register(registry)
                .increment();
    }
}
