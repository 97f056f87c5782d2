package dev.ordersync.config;

import dev.ordersync.outbox.Topic;
import dev.ordersync.runtime.ClockCheck;
import dev.ordersync.runtime.Loop;
import dev.ordersync.runtime.ShardOwner;
import dev.ordersync.store.CredentialCipher;
import dev.ordersync.store.StoreDirectory;
import dev.ordersync.store.StoreHealth;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin.NewTopics;

/** The parts that both applications are made of. Loops start and stop with the application. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OrderSyncProperties.class)
public class CommonConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(CommonConfiguration.class);
    private static final Duration STORE_REFRESH = Duration.ofMillis(500);
    private static final Duration CLOCK_CHECK = Duration.ofSeconds(5);

    @Bean
    public Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    public StoreDirectory storeDirectory(JdbcClient jdbc, OrderSyncProperties properties, Clock clock) {
        var cipher = new CredentialCipher(properties.encryptionKey());
        if (!properties.recovery()) {
            return new StoreDirectory(jdbc, cipher);
        }
        LOG.warn("Recovery mode: no order is posted before a lookup has shown that its shop does not have it");
        return new StoreDirectory(jdbc, cipher, clock.instant());
    }

    @Bean
    public MeterBinder recoveryMode(OrderSyncProperties properties) {
        return registry -> Gauge.builder("ordersync.recovery", () -> properties.recovery() ? 1 : 0)
                .description("1 in recovery mode: each order is looked up before its first post")
                .register(registry);
    }

    @Bean
    public StoreHealth storeHealth(JdbcClient jdbc) {
        return new StoreHealth(jdbc);
    }

    @Bean
    public ShardOwner shardOwner(Clock clock) {
        return new ShardOwner(clock);
    }

    @Bean
    public ClockCheck clockCheck(JdbcClient jdbc, Clock clock) {
        return new ClockCheck(jdbc, clock);
    }

    @Bean
    public MeterBinder clockOffset(ClockCheck check) {
        return registry -> Gauge.builder(
                        "ordersync.clock.offset", () -> check.offset().toMillis() / 1e3)
                .description("Our clock minus the database's; over a second off, nothing is claimed or judged")
                .baseUnit("seconds")
                .register(registry);
    }

    @Bean
    public Loop storeRefreshLoop(StoreDirectory stores) {
        return new Loop("store-refresh", STORE_REFRESH, () -> {
            stores.refresh();
            return false;
        });
    }

    @Bean
    public Loop clockCheckLoop(ClockCheck check) {
        return new Loop("clock-check", CLOCK_CHECK, check::runOnce);
    }

    /** All topics with one number of partitions: ownership of a store is one partition number on each of them. */
    @Bean
    public NewTopics topics(OrderSyncProperties properties) {
        return new NewTopics(Arrays.stream(Topic.values())
                .flatMap(topic -> Stream.of(topic.topicName(), topic.deadLetterName()))
                .map(name -> TopicBuilder.name(name)
                        .partitions(properties.partitions())
                        .build())
                .toArray(NewTopic[]::new));
    }
}
