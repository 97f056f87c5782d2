package dev.ordersync.reconciler.metrics;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Bounded reads behind the state gauges: each has a time limit, and none takes a lock. */
final class StateQueries {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    /** The count of all settled orders reads the whole table. */
    private static final Duration WHOLE_TABLE_LIMIT = Duration.ofSeconds(60);

    record StatusCount(int storeId, String status, long orders) {}

    /** @param oldest seconds since the oldest unsent mail was written */
    record Mails(long waiting, double oldest) {}

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;

    StateQueries(JdbcClient jdbc, TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** Orders under way or waiting for a person, from partial indexes. */
    List<StatusCount> unsettled() {
        return counts("""
                SELECT store_id, status, count(*) AS orders FROM orders WHERE due_at IS NOT NULL GROUP BY store_id, status
                UNION ALL
                SELECT store_id, status, count(*) FROM orders WHERE needs_person AND due_at IS NULL GROUP BY store_id, status
                """, LIMIT);
    }

    List<StatusCount> settled() {
        return counts("""
                SELECT store_id, status, count(*) AS orders FROM orders
                 WHERE due_at IS NULL AND status IN ('synced', 'cancelled')
                 GROUP BY store_id, status
                """, WHOLE_TABLE_LIMIT);
    }

    long overdue() {
        return within(
                LIMIT,
                () -> jdbc.sql("SELECT count(*) FROM orders WHERE needs_person AND overdue")
                        .query((row, _) -> row.getLong(1))
                        .single());
    }

    /** How long each store's oldest due order has been due, in seconds; stores with none due are not in it. */
    Map<Integer, Double> dueOldest(Instant now) {
        return within(LIMIT, () -> {
            var oldest = new HashMap<Integer, Double>();
            jdbc.sql("""
                            SELECT s.id, o.due_at
                              FROM stores s
                             CROSS JOIN LATERAL (
                                   SELECT p.due_at FROM orders p
                                    WHERE p.store_id = s.id AND p.due_at <= :now AND p.status <> 'posting'
                                    ORDER BY p.due_at
                                    LIMIT 1) o
                            """)
                    .param("now", now.atOffset(ZoneOffset.UTC))
                    .query((row, _) -> oldest.put(
                            row.getInt("id"),
                            Duration.between(
                                                    row.getObject("due_at", OffsetDateTime.class)
                                                            .toInstant(),
                                                    now)
                                            .toMillis()
                                    / 1000.0))
                    .list();
            return oldest;
        });
    }

    Map<String, Long> incidentsOpen() {
        return within(LIMIT, () -> {
            var open = new HashMap<String, Long>();
            jdbc.sql("SELECT kind, count(*) AS incidents FROM incidents WHERE state = 'open' GROUP BY kind")
                    .query((row, _) -> open.put(row.getString("kind"), row.getLong("incidents")))
                    .list();
            return open;
        });
    }

    Mails mails(Instant now) {
        return within(
                LIMIT,
                () -> jdbc.sql(
                                "SELECT count(*) AS waiting, min(created_at) AS oldest FROM mails WHERE due_at IS NOT NULL")
                        .query((row, _) -> {
                            var oldest = row.getObject("oldest", OffsetDateTime.class);
                            return new Mails(
                                    row.getLong("waiting"),
                                    oldest == null
                                            ? 0
                                            : Duration.between(oldest.toInstant(), now)
                                                            .toMillis()
                                                    / 1000.0);
                        })
                        .single());
    }

    private List<StatusCount> counts(String sql, Duration limit) {
        return within(
                limit,
                () -> jdbc.sql(sql)
                        .query((row, _) ->
                                new StatusCount(row.getInt("store_id"), row.getString("status"), row.getLong("orders")))
                        .list());
    }

    private <T> T within(Duration limit, java.util.function.Supplier<T> read) {
        T result = transactions.execute(_ -> {
            jdbc.sql("SET LOCAL statement_timeout = " + limit.toMillis()).update();
            return read.get();
        });
        return java.util.Objects.requireNonNull(result);
    }
}
