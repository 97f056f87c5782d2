package dev.ordersync.voiding;

import dev.ordersync.platform.Platforms;
import dev.ordersync.runtime.ClockCheck;
import dev.ordersync.runtime.Loop;
import dev.ordersync.runtime.ShardOwner;
import dev.ordersync.store.StoreDirectory;
import dev.ordersync.store.StoreHealth;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The running part of voiding. */
@Configuration(proxyBeanMethods = false)
public class VoidingConfiguration {
    private static final Duration IDLE = Duration.ofMillis(500);

    @Bean(destroyMethod = "close", defaultCandidate = false)
    @Qualifier("voids")
    ExecutorService voids() {
        return Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("void-", 0).factory());
    }

    @Bean
    VoidingEngine voidingEngine(
            JdbcClient jdbc,
            StoreDirectory stores,
            StoreHealth health,
            ShardOwner owner,
            ClockCheck clockCheck,
            Clock clock,
            Platforms platforms,
            @Qualifier("voids") ExecutorService voids) {
        return new VoidingEngine(
                jdbc, stores, health, owner, clockCheck::trusted, clock, System::nanoTime, platforms, voids);
    }

    @Bean
    Loop voidingLoop(VoidingEngine engine) {
        return new Loop("voiding", IDLE, engine);
    }
}
