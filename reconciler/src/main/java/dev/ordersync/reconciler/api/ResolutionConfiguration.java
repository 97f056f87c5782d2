package dev.ordersync.reconciler.api;

import dev.ordersync.access.StoreScope;
import dev.ordersync.matching.Matcher;
import dev.ordersync.platform.Platforms;
import dev.ordersync.platform.config.PlatformConfiguration;
import dev.ordersync.reconciler.orders.AuditTrail;
import dev.ordersync.reconciler.orders.OrderFinder;
import dev.ordersync.reconciler.orders.OrderList;
import dev.ordersync.reconciler.orders.OrderSheets;
import dev.ordersync.resolution.Cancel;
import dev.ordersync.resolution.Correct;
import dev.ordersync.resolution.Desk;
import dev.ordersync.resolution.Dismiss;
import dev.ordersync.resolution.Link;
import dev.ordersync.resolution.ResolveTwin;
import dev.ordersync.resolution.Resync;
import dev.ordersync.resolution.ResyncPreview;
import dev.ordersync.resolution.Retry;
import dev.ordersync.resolution.Unlink;
import dev.ordersync.store.StoreDirectory;
import dev.ordersync.store.StoreHealth;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Reading orders and acting on them, for API and console alike. */
@Configuration(proxyBeanMethods = false)
@Import(PlatformConfiguration.class)
public class ResolutionConfiguration {
    @Bean
    OrderFinder orderFinder(JdbcClient jdbc, StoreScope scope) {
        return new OrderFinder(jdbc, scope);
    }

    @Bean
    OrderSheets orderSheets(
            JdbcClient jdbc, StoreDirectory stores, PlatformTransactionManager transactions, Clock clock) {
        return new OrderSheets(jdbc, stores, transactions, clock);
    }

    @Bean
    OrderList orderList(JdbcClient jdbc, StoreDirectory stores, StoreScope scope) {
        return new OrderList(jdbc, stores, scope);
    }

    @Bean
    AuditTrail auditTrail(JdbcClient jdbc) {
        return new AuditTrail(jdbc);
    }

    @Bean
    Desk desk(JdbcClient jdbc, StoreDirectory stores, Clock clock, Matcher matcher, MeterRegistry registry) {
        // Registered at once, so that the metric is there before anybody overrules anything.
        var overruled = Counter.builder("ordersync.overruled")
                .description("Forced links and retries: decisions of the rules that a person overruled")
                .tag("ruleset", matcher.version())
                .register(registry);
        return new Desk(jdbc, stores, clock, overruled::increment);
    }

    @Bean
    Retry retry(Desk desk) {
        return new Retry(desk);
    }

    @Bean
    Link link(Desk desk, Platforms platforms, StoreHealth health, Clock clock, Matcher matcher) {
        return new Link(desk, platforms, health, clock, matcher);
    }

    @Bean
    Resync resync(Desk desk, Platforms platforms, StoreHealth health, Clock clock) {
        return new Resync(desk, platforms, health, clock);
    }

    @Bean
    ResyncPreview resyncPreview(Desk desk, Platforms platforms, StoreHealth health, Clock clock) {
        return new ResyncPreview(desk, platforms, health, clock);
    }

    @Bean
    ResolveTwin resolveTwin(Desk desk, Platforms platforms, StoreHealth health, Clock clock) {
        return new ResolveTwin(desk, platforms, health, clock);
    }

    @Bean
    Unlink unlink(Desk desk) {
        return new Unlink(desk);
    }

    @Bean
    Cancel cancel(Desk desk) {
        return new Cancel(desk);
    }

    @Bean
    Dismiss dismiss(Desk desk) {
        return new Dismiss(desk);
    }

    @Bean
    Correct correct(Desk desk) {
        return new Correct(desk);
    }
}
