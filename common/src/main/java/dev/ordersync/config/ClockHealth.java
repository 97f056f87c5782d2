package dev.ordersync.config;

import dev.ordersync.runtime.ClockCheck;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** A replica whose clock is off the database's says so: it is not ready, since it claims and judges nothing. */
@Component("clockHealthIndicator") // shown as "clock"; a bean of that name is the clock itself
class ClockHealth implements HealthIndicator {
    private final ClockCheck check;

    ClockHealth(ClockCheck check) {
        this.check = check;
    }

    @Override
    public Health health() {
        var builder = check.trusted() ? Health.up() : Health.outOfService();
        return builder.withDetail("offset", check.offset().toString()).build();
    }
}
