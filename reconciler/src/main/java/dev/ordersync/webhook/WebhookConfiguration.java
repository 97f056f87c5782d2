package dev.ordersync.webhook;

import dev.ordersync.platform.Platforms;
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
import org.springframework.jdbc.core.simple.JdbcClient;

/** The loops behind the webhooks. */
@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {
    private static final Duration READ_IDLE = Duration.ofMillis(250);
    private static final Duration FORGET_IDLE = Duration.ofMinutes(10);

    @Bean
    Loop webhookLoop(
            JdbcClient jdbc,
            StoreDirectory stores,
            StoreHealth health,
            ShardOwner owner,
            ClockCheck clockCheck,
            Clock clock,
            Platforms platforms,
            ExecutorService looks) {
        return new Loop(
                "webhook-reads",
                READ_IDLE,
                new WebhookReading(jdbc, stores, health, owner, clockCheck::trusted, clock, platforms, looks));
    }

    @Bean
    Loop webhookForgetLoop(WebhookInbox inbox) {
        return new Loop("webhook-forget", FORGET_IDLE, inbox::forgetOld);
    }
}
