package dev.ordersync.reconciler.api;

import dev.ordersync.store.StoreDirectory;
import dev.ordersync.webhook.WebhookInbox;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Taking webhooks in. The loop that reads what they tell of is the reconciler's, not the API's. */
@Configuration(proxyBeanMethods = false)
class HooksConfiguration {
    @Bean
    WebhookInbox webhookInbox(JdbcClient jdbc, StoreDirectory stores, Clock clock) {
        return new WebhookInbox(jdbc, stores, clock);
    }
}
