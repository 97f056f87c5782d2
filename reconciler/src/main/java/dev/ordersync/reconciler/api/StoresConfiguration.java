package dev.ordersync.reconciler.api;

import dev.ordersync.config.OrderSyncProperties;
import dev.ordersync.platform.Platforms;
import dev.ordersync.platform.config.PlatformProperties;
import dev.ordersync.reconciler.stores.SettingsCheck;
import dev.ordersync.reconciler.stores.StoreKeeper;
import dev.ordersync.reconciler.stores.StoreSheets;
import dev.ordersync.reconciler.stores.StoreVerification;
import dev.ordersync.store.CredentialCipher;
import dev.ordersync.store.StoreDirectory;
import dev.ordersync.store.StoreHealth;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Stores, for API and console alike. */
@Configuration(proxyBeanMethods = false)
class StoresConfiguration {
    @Bean
    SettingsCheck settingsCheck(Platforms platforms, PlatformProperties properties, Environment environment) {
        var defaultTo = Binder.get(environment)
                .bind("ordersync.mail.default-to", Bindable.listOf(String.class))
                .orElse(List.of());
        return new SettingsCheck(platforms, properties.allowPrivateHosts(), !defaultTo.isEmpty());
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
    StoreSheets storeSheets(JdbcClient jdbc, StoreDirectory stores) {
        return new StoreSheets(jdbc, stores);
    }
}
