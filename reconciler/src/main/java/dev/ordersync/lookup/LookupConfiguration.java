package dev.ordersync.lookup;

import dev.ordersync.ledger.Leases;
import dev.ordersync.ledger.Waiting;
import dev.ordersync.matching.FieldMatcher;
import dev.ordersync.order.Actor;
import dev.ordersync.outbox.Topic;
import dev.ordersync.platform.Platforms;
import dev.ordersync.runtime.ClockCheck;
import dev.ordersync.runtime.Loop;
import dev.ordersync.runtime.Ownership;
import dev.ordersync.runtime.ShardOwner;
import dev.ordersync.store.StoreDirectory;
import dev.ordersync.store.StoreHealth;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/** The running parts of settling. */
@Configuration(proxyBeanMethods = false)
public class LookupConfiguration {
    private static final Duration RECONCILE_IDLE = Duration.ofMillis(500);
    private static final Duration UPKEEP_IDLE = Duration.ofSeconds(2);

    @Bean
    FieldMatcher matcher() {
        return new FieldMatcher();
    }

    @Bean(destroyMethod = "close")
    ExecutorService looks() {
        return Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("look-", 0).factory());
    }

    @Bean
    Reconciling reconciling(
            JdbcClient jdbc,
            StoreDirectory stores,
            StoreHealth health,
            ShardOwner owner,
            ClockCheck clockCheck,
            Clock clock,
            Platforms platforms,
            ExecutorService looks,
            FieldMatcher matcher,
            MeterRegistry registry) {
        return new Reconciling(
                jdbc,
                stores,
                health,
                owner,
                clockCheck::trusted,
                clock,
                platforms,
                looks,
                matcher,
                new LookupMetrics(registry));
    }

    @Bean
    Loop reconcileLoop(Reconciling reconciling) {
        return new Loop("reconcile", RECONCILE_IDLE, reconciling::runOnce);
    }

    @Bean
    TwinWatch twinWatch(
            JdbcClient jdbc,
            StoreDirectory stores,
            ShardOwner owner,
            ClockCheck clockCheck,
            Clock clock,
            Platforms platforms) {
        return new TwinWatch(jdbc, stores, owner, clockCheck::trusted, clock, platforms);
    }

    @Bean
    Loop twinWatchLoop(TwinWatch watch) {
        return new Loop("twin-watch", Duration.ofSeconds(1), watch::runOnce);
    }

    @Bean
    Loop deadlineLoop(JdbcClient jdbc, StoreDirectory stores, ShardOwner owner, ClockCheck clockCheck, Clock clock) {
        return new Loop("deadlines", UPKEEP_IDLE, () -> {
            if (!clockCheck.trusted()) {
                return false;
            }
            boolean more = Leases.endExpired(jdbc, stores, Actor.RECONCILER, clock.instant()) == Leases.BATCH;
            for (var store : stores.all()) {
                if (owner.owns(store)) {
                    more |= Waiting.markOverdue(jdbc, store, Actor.RECONCILER, clock.instant()) == Waiting.BATCH;
                }
            }
            return more;
        });
    }

    @Bean
    TimeoutListener timeoutListener(Loop reconcileLoop, KafkaTemplate<String, byte[]> deadLetters) {
        return new TimeoutListener(reconcileLoop::wake, deadLetters);
    }

    @Bean
    ConcurrentKafkaListenerContainerFactory<String, byte[]> timeoutListenerFactory(
            ConsumerFactory<String, byte[]> consumers, ShardOwner owner) {
        var factory = new ConcurrentKafkaListenerContainerFactory<String, byte[]>();
        factory.setConsumerFactory(consumers);
        factory.setBatchListener(true);
        factory.getContainerProperties().setSyncCommits(false);
        factory.getContainerProperties().setConsumerRebalanceListener(new Ownership(Topic.TIMEOUTS, owner));
        return factory;
    }
}
