package dev.ordersync.config;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Says whether this replica is in recovery mode. It is up either way: orders only take longer. */
@Component("recoveryHealthIndicator")
class RecoveryHealth implements HealthIndicator {
    private final OrderSyncProperties properties;

    RecoveryHealth(OrderSyncProperties properties) {
        this.properties = properties;
    }

    @Override
    public Health health() {
        return Health.up().withDetail("recovery", properties.recovery()).build();
    }
}
