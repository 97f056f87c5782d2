package dev.ordersync.reconciler.stores;

import dev.ordersync.runtime.ClockCheck;
import dev.ordersync.runtime.Loop;
import dev.ordersync.runtime.ShardOwner;
import dev.ordersync.store.StoreDirectory;
import dev.ordersync.store.StoreHealth;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The loop that looks after held and probing stores. */
@Configuration(proxyBeanMethods = false)
class StoreProbeConfiguration {
    private static final Duration IDLE = Duration.ofMillis(500);

    @Bean
    StoreProbe storeProbe(
            StoreDirectory stores,
            StoreHealth health,
            StoreVerification verification,
            ShardOwner owner,
            ClockCheck clockCheck,
            Clock clock,
            ExecutorService looks) {
        return new StoreProbe(stores, health, verification, owner, clockCheck::trusted, clock, looks);
    }

    @Bean
    Loop storeProbeLoop(StoreProbe probe) {
        return new Loop("store-probe", IDLE, probe);
    }
}
