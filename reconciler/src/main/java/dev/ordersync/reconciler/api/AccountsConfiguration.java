package dev.ordersync.reconciler.api;

import dev.ordersync.access.StoreScope;
import dev.ordersync.access.Tokens;
import dev.ordersync.reconciler.accounts.TokenKeeper;
import dev.ordersync.reconciler.accounts.UserKeeper;
import dev.ordersync.reconciler.incidents.IncidentBoard;
import dev.ordersync.store.StoreDirectory;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Tokens, users and incidents, for API and console alike. */
@Configuration(proxyBeanMethods = false)
class AccountsConfiguration {
    @Bean
    PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    @Bean
    TokenKeeper tokenKeeper(JdbcClient jdbc, Tokens tokens, Clock clock) {
        return new TokenKeeper(jdbc, tokens, clock);
    }

    @Bean
    UserKeeper userKeeper(JdbcClient jdbc, PasswordEncoder encoder, Clock clock) {
        return new UserKeeper(jdbc, encoder, clock);
    }

    @Bean
    IncidentBoard incidentBoard(JdbcClient jdbc, StoreDirectory stores, StoreScope scope, Clock clock) {
        return new IncidentBoard(jdbc, stores, scope, clock);
    }
}
