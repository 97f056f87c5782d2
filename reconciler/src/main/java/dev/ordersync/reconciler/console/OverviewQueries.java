package dev.ordersync.reconciler.console;

import dev.ordersync.order.OrderStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts for the overview, from partial indexes and from the newest orders only. */
@Component
class OverviewQueries {
    /** Of a day with more orders the newest so many are counted. */
    private static final int MAX_DAY = 200_000;

    record Open(int storeId, OrderStatus status, boolean overdue, long orders, Instant oldest) {}

    /** @param half how long half of the decisions took at most; likewise most (95 %) and slowest; null: none was made */
    record Day(
            long all,
            long doubted,
            long linked,
            long sentAgain,
            long left,
            long looking,
            long other,
            @Nullable Duration half,
            @Nullable Duration most,
            @Nullable Duration slowest) {}

    private final JdbcClient jdbc;

    OverviewQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Orders under way or waiting for a person. */
    List<Open> open(Integer @Nullable [] storeIds) {
        return jdbc.sql("""
                        SELECT store_id, status, overdue, count(*) AS orders, min(received_at) AS oldest
                          FROM orders
                         WHERE (due_at IS NOT NULL OR needs_person)
                           AND (CAST(:stores AS int[]) IS NULL OR store_id = ANY (CAST(:stores AS int[])))
                         GROUP BY store_id, status, overdue
                        """)
                .param("stores", storeIds)
                .query((row, _) -> new Open(
                        row.getInt("store_id"),
                        OrderStatus.of(row.getString("status")),
                        row.getBoolean("overdue"),
                        row.getLong("orders"),
                        row.getObject("oldest", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** What became of the orders received since then whose outcome was in doubt. */
    Day settled(Integer @Nullable [] storeIds, Instant since) {
        return jdbc.sql("""
                        WITH day AS MATERIALIZED (
                            SELECT status, doubted, attempt, decided_at - doubt_since AS took
                              FROM orders
                             WHERE received_at >= :since
                               AND (CAST(:stores AS int[]) IS NULL OR store_id = ANY (CAST(:stores AS int[])))
                             ORDER BY received_at DESC
                             LIMIT :max
                        )
                        SELECT count(*) AS orders,
                               count(*) FILTER (WHERE doubted) AS doubted,
                               count(*) FILTER (WHERE doubted AND status = 'synced' AND attempt = 1) AS linked,
                               count(*) FILTER (WHERE doubted AND status = 'synced' AND attempt > 1) AS sent_again,
                               count(*) FILTER (WHERE doubted AND status IN ('broken', 'failed', 'rejected')) AS to_person,
                               count(*) FILTER (WHERE doubted AND status = 'in_doubt') AS looking,
                               count(*) FILTER (WHERE doubted AND status IN ('queued', 'posting', 'resyncing', 'cancelled')) AS other,
                               extract(epoch FROM percentile_disc(0.5) WITHIN GROUP (ORDER BY took)) AS half,
                               extract(epoch FROM percentile_disc(0.95) WITHIN GROUP (ORDER BY took)) AS most,
                               extract(epoch FROM max(took)) AS slowest
                          FROM day
                        """)
                .param("stores", storeIds)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("max", MAX_DAY)
                .query((row, _) -> new Day(
                        row.getLong("orders"),
                        row.getLong("doubted"),
                        row.getLong("linked"),
                        row.getLong("sent_again"),
                        row.getLong("to_person"),
                        row.getLong("looking"),
                        row.getLong("other"),
                        duration(row, "half"),
                        duration(row, "most"),
                        duration(row, "slowest")))
                .single();
    }

    private static @Nullable Duration duration(ResultSet row, String column) throws SQLException {
        var seconds = row.getBigDecimal(column);
        return seconds == null ? null : Duration.ofMillis((long) (seconds.doubleValue() * 1000));
    }
}
