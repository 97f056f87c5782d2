package dev.ordersync.worker.posting;

import dev.ordersync.ledger.Leases;
import dev.ordersync.ledger.Waiting;
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
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/** The running parts of posting. */
@Configuration(proxyBeanMethods = false)
class PostingConfiguration {
    private static final Duration DISPATCH_IDLE = Duration.ofMillis(20);
    private static final Duration SWEEP_IDLE = Duration.ofSeconds(1);
    private static final Duration UPKEEP_IDLE = Duration.ofSeconds(5);
    /** An ordinary request timeout and its record; less than what Spring allows a phase of its shutdown. */
    private static final Duration SHUTDOWN_LIMIT = Duration.ofSeconds(35);

    @Bean
    PostingEngine postingEngine(
            JdbcClient jdbc,
            StoreDirectory stores,
            StoreHealth health,
            ShardOwner owner,
            ClockCheck clockCheck,
            Clock clock,
            Platforms platforms,
            MeterRegistry registry,
            ExecutorService postCalls) {
        return new PostingEngine(
                jdbc,
                stores,
                health,
                owner,
                clockCheck::trusted,
                clock,
                System::nanoTime,
                platforms,
                postCalls,
                RandomGenerator.getDefault(),
                registry);
    }

    @Bean(destroyMethod = "close")
    ExecutorService postCalls() {
        return Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("post-", 0).factory());
    }

    @Bean
    Loop claimLoop(PostingEngine engine) {
        return engine.dispatcher().claims().loop();
    }

    @Bean
    Loop outcomeLoop(PostingEngine engine) {
        return engine.poster().outcomes().loop();
    }

    @Bean
    Loop dispatchLoop(PostingEngine engine) {
        var loop = new Loop("dispatch", DISPATCH_IDLE, engine.dispatcher()::dispatchOnce);
        engine.dispatcher().onFree(loop::wake);
        return loop;
    }

    @Bean
    Loop dueSweepLoop(PostingEngine engine) {
        return new Loop("due-sweep", SWEEP_IDLE, () -> {
            engine.sweep().runOnce();
            return false;
        });
    }

    @Bean
    Loop upkeepLoop(JdbcClient jdbc, StoreDirectory stores, ShardOwner owner, ClockCheck clockCheck, Clock clock) {
        return new Loop("upkeep", UPKEEP_IDLE, () -> {
            if (!clockCheck.trusted()) {
                return false;
            }
            boolean more = Leases.endExpired(jdbc, stores, Actor.WORKER, clock.instant()) == Leases.BATCH;
            for (var store : stores.all()) {
                if (owner.owns(store)) {
                    more |= Waiting.giveUp(jdbc, store, Actor.WORKER, clock.instant()) == Waiting.BATCH;
                }
            }
            return more;
        });
    }

    @Bean
    PostingShutdown postingShutdown(PostingEngine engine) {
        return new PostingShutdown(engine.dispatcher(), SHUTDOWN_LIMIT);
    }

    @Bean
    HintListener hintListener(
            PostingEngine engine,
            Loop dispatchLoop,
            KafkaTemplate<String, byte[]> deadLetters,
            MeterRegistry registry) {
        return new HintListener(engine.lanes(), dispatchLoop::wake, deadLetters, registry);
    }

    @Bean
    ConcurrentKafkaListenerContainerFactory<String, byte[]> hintListenerFactory(
            ConsumerFactory<String, byte[]> consumers, ShardOwner owner) {
        var factory = new ConcurrentKafkaListenerContainerFactory<String, byte[]>();
        factory.setConsumerFactory(consumers);
        factory.setBatchListener(true);
        factory.getContainerProperties().setSyncCommits(false);
        factory.getContainerProperties().setConsumerRebalanceListener(new Ownership(Topic.ORDERS, owner));
        return factory;
    }
}
