package dev.ordersync.reconciler.upkeep;

import dev.ordersync.runtime.Step;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes the partitions of attempts, lookups and audit ahead of the orders that need them, so that the default partitions
 * stay empty: one with rows in it could no longer be split off without a long lock.
 */
final class HistoryPartitions implements Step {
    /** How far ahead, in orders: a whole partition, so that there are days to make one. */
    static final long AHEAD = 10_000_000L;

    private static final Logger LOG = LoggerFactory.getLogger(HistoryPartitions.class);

    private final JdbcClient jdbc;

    HistoryPartitions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean runOnce() {
        try {
            int made = jdbc.sql("SELECT make_history_partitions(coalesce((SELECT max(id) FROM orders), 0) + :ahead)")
                    .param("ahead", AHEAD)
                    .query(Integer.class)
                    .single();
            if (made > 0) {
                LOG.info("Made {} partitions for the history of orders to come", made);
            }
        } catch (DataAccessException e) {
            LOG.warn("The next history partitions could not be made; the next pass tries again", e);
        }
        return false;
    }
}
