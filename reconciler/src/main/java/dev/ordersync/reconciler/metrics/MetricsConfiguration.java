package dev.ordersync.reconciler.metrics;

import dev.ordersync.runtime.Loop;
import dev.ordersync.store.StoreDirectory;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** The state gauges and what refreshes them. */
@Configuration(proxyBeanMethods = false)
public class MetricsConfiguration {
    private static final Duration REFRESH = Duration.ofSeconds(2);

    @Bean
    public StateGauges stateGauges(
            DataSource database,
            TransactionOperations transactions,
            StoreDirectory stores,
            MeterRegistry registry,
            Clock clock) {
        var unlimited = JdbcClient.create(database); // counting sets limits of its own, some of them long
        return new StateGauges(new StateQueries(unlimited, transactions), stores, registry, clock);
    }

    @Bean
    public Loop stateGaugesLoop(StateGauges gauges) {
        return new Loop("state-gauges", REFRESH, gauges);
    }
}
