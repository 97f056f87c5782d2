package dev.ordersync.reconciler.jobs;

import dev.ordersync.runtime.Loop;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The loop that works bulk actions. Any replica takes any job: the buttons need no ownership of a store. */
@Configuration(proxyBeanMethods = false)
class JobLoopConfiguration {
    private static final Duration IDLE = Duration.ofMillis(500);

    @Bean
    Loop jobLoop(JobStep step) {
        return new Loop("jobs", IDLE, step);
    }
}
