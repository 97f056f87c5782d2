package dev.ordersync.reconciler.api;

import dev.ordersync.reconciler.replay.RulesetReplay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What tries rulesets. */
@Configuration(proxyBeanMethods = false)
class RulesetsConfiguration {
    @Bean
    RulesetReplay rulesetReplay(JdbcClient jdbc) {
        return new RulesetReplay(jdbc);
    }
}
