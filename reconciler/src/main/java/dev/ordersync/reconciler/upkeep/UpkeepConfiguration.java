package dev.ordersync.reconciler.upkeep;

import dev.ordersync.runtime.Loop;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The loop that looks after the tables; on every replica, since a pass that finds nothing to do costs nothing. */
@Configuration(proxyBeanMethods = false)
class UpkeepConfiguration {
    private static final Duration PARTITIONS_EVERY = Duration.ofHours(1);

    @Bean
    Loop historyPartitionsLoop(JdbcClient jdbc) {
        return new Loop("history-partitions", PARTITIONS_EVERY, new HistoryPartitions(jdbc));
    }
}
