package dev.ordersync.reconciler.api;

import dev.ordersync.reconciler.jobs.BulkActions;
import dev.ordersync.reconciler.jobs.JobStep;
import dev.ordersync.reconciler.jobs.Jobs;
import dev.ordersync.reconciler.jobs.Selection;
import dev.ordersync.reconciler.orders.OrderFinder;
import dev.ordersync.reconciler.orders.OrderList;
import dev.ordersync.resolution.Bulk;
import dev.ordersync.resolution.Cancel;
import dev.ordersync.resolution.Link;
import dev.ordersync.resolution.Resync;
import dev.ordersync.resolution.Retry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Bulk actions. The loop that works them is the reconciler's, not the API's. */
@Configuration(proxyBeanMethods = false)
class JobsConfiguration {
    @Bean
    Bulk bulk(Retry retry, Link link, Resync resync, Cancel cancel) {
        return new Bulk(retry, link, resync, cancel);
    }

    @Bean
    Jobs jobs(JdbcClient jdbc, Clock clock) {
        return new Jobs(jdbc, clock);
    }

    @Bean
    BulkActions bulkActions(OrderList list, OrderFinder finder, Bulk bulk, Jobs jobs) {
        return new BulkActions(new Selection(list, finder), bulk, jobs);
    }

    @Bean
    JobStep jobStep(JdbcClient jdbc, Bulk bulk, Clock clock) {
        return new JobStep(jdbc, bulk, clock);
    }
}
