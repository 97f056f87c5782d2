package dev.ordersync.worker.relay;

import dev.ordersync.outbox.Topic;
import dev.ordersync.runtime.Loop;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Properties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;

/** The running parts of the relay. */
@Configuration(proxyBeanMethods = false)
class RelayConfiguration {
    private static final Duration MEASURE_EVERY = Duration.ofSeconds(5);
    private static final int CONNECT_SECONDS = 3;
    /** A server that answers no more must not hold the thread for ever. */
    private static final int SOCKET_SECONDS = 10;

    @Bean(destroyMethod = "reset")
    EventLog eventLog(ProducerFactory<String, byte[]> producers, KafkaAdmin admin) {
        return new KafkaEventLog(
                producers, Arrays.stream(Topic.values()).map(Topic::topicName).toList(), admin::initialize);
    }

    @Bean(destroyMethod = "close")
    RelayStep relayStep(JdbcConnectionDetails database, EventLog eventLog, Clock clock) {
        return new RelayStep(() -> connect(database), eventLog, clock, RelayStep.IDLE_TIMEOUT);
    }

    @Bean
    Loop relayLoop(RelayStep relayStep) {
        return new Loop("relay", relayStep::pause, relayStep);
    }

    @Bean
    Loop outboxGaugeLoop(JdbcClient jdbc, Clock clock, MeterRegistry registry, RelayStep relayStep) {
        return new Loop("outbox-gauges", MEASURE_EVERY, new OutboxGauges(jdbc, clock, registry, relayStep));
    }

    private static Connection connect(JdbcConnectionDetails database) throws SQLException {
        var properties = new Properties();
        if (database.getUsername() != null) {
            properties.setProperty("user", database.getUsername());
        }
        if (database.getPassword() != null) {
            properties.setProperty("password", database.getPassword());
        }
        properties.setProperty("ApplicationName", "ordersync-relay");
        properties.setProperty("connectTimeout", Integer.toString(CONNECT_SECONDS));
        properties.setProperty("socketTimeout", Integer.toString(SOCKET_SECONDS));
        properties.setProperty("tcpKeepAlive", "true");
        return DriverManager.getConnection(database.getJdbcUrl(), properties);
    }
}
