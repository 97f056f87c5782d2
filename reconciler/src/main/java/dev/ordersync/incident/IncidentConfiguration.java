package dev.ordersync.incident;

import dev.ordersync.config.OrderSyncProperties;
import dev.ordersync.mail.MailOutbox;
import dev.ordersync.mail.MailProperties;
import dev.ordersync.runtime.Loop;
import dev.ordersync.store.StoreDirectory;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** The step that opens, tells and closes, and its loop. */
@Configuration(proxyBeanMethods = false)
public class IncidentConfiguration {
    private static final Duration IDLE = Duration.ofMillis(250);

    @Bean
    public IncidentStep incidentStep(
            JdbcClient jdbc,
            TransactionOperations transactions,
            StoreDirectory stores,
            OrderSyncProperties properties,
            MailOutbox outbox,
            MailProperties mailProperties,
            MeterRegistry registry,
            Clock clock) {
        var incidents = new Incidents(jdbc);
        var telling = new Telling(jdbc, incidents, new IncidentText(properties), outbox, mailProperties, registry);
        var twins = Counter.builder("ordersync.twins")
                .description("second copies of one order that were found")
                .register(registry);
        return new IncidentStep(jdbc, transactions, stores, incidents, telling, twins, clock);
    }

    @Bean
    public Loop incidentLoop(IncidentStep step) {
        return new Loop("incidents", IDLE, step);
    }
}
