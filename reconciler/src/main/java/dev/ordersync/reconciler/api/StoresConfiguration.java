package dev.ordersync.reconciler.api;

import dev.ordersync.config.OrderSyncProperties;
import dev.ordersync.mail.MailProperties;
import dev.ordersync.platform.Platforms;
import dev.ordersync.platform.config.PlatformProperties;
import dev.ordersync.reconciler.stores.SettingsCheck;
import dev.ordersync.reconciler.stores.ShopAcceptance;
import dev.ordersync.reconciler.stores.StoreKeeper;
import dev.ordersync.reconciler.stores.StoreSheets;
import dev.ordersync.reconciler.stores.StoreVerification;
import dev.ordersync.store.CredentialCipher;
import dev.ordersync.store.StoreDirectory;
import dev.ordersync.store.StoreHealth;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Stores, for API and console alike. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MailProperties.class)
class StoresConfiguration {
    @Bean
    SettingsCheck settingsCheck(Platforms platforms, PlatformProperties properties, MailProperties mail) {
        return new SettingsCheck(
                platforms, properties.allowPrivateHosts(), !mail.defaultTo().isEmpty());
    }

    @Bean
    StoreVerification storeVerification(
            JdbcClient jdbc, StoreDirectory stores, StoreHealth health, Platforms platforms, Clock clock) {
        return new StoreVerification(jdbc, stores, health, platforms, clock);
    }

    @Bean
    StoreKeeper storeKeeper(
            JdbcClient jdbc,
            StoreDirectory stores,
            StoreHealth health,
            OrderSyncProperties properties,
            SettingsCheck check,
            StoreVerification verification,
            Clock clock) {
        var cipher = new CredentialCipher(properties.encryptionKey());
        return new StoreKeeper(jdbc, stores, health, cipher, check, verification, clock);
    }

    @Bean
    ShopAcceptance shopAcceptance(
            JdbcClient jdbc, StoreDirectory stores, StoreHealth health, StoreVerification verification, Clock clock) {
        return new ShopAcceptance(jdbc, stores, health, verification, clock);
    }

    @Bean
    StoreSheets storeSheets(JdbcClient jdbc, StoreDirectory stores) {
        return new StoreSheets(jdbc, stores);
    }
}
