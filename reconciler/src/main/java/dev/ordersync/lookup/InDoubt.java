package dev.ordersync.lookup;

import dev.ordersync.order.IdempotencyKey;
import dev.ordersync.order.OrderId;
import dev.ordersync.order.OrderJson;
import dev.ordersync.store.Store;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the orders of a store that are in doubt and due for a look. */
final class InDoubt {
    /** Orders judged per store and pass: one scan serves them all. */
    static final int BATCH = 500;

    /**
     * In recovery mode: how far back the scan begins, which covers what was posted between a backup and its restore. The
     * question by reference reaches further, so that just as many orders are read as are asked for one by one.
     */
    private static final Duration RECOVERY_LOOK_BACK = Duration.ofDays(2);

    private final JdbcClient jdbc;

    InDoubt(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<DoubtfulOrder> due(Store store, Instant now) {
        var since = store.recoverySince();
        return jdbc.sql("""
                        SELECT o.id, o.source, o.ext_id, o.attempt, o.generation, o.evidence_version, o.doubt_since,
                               greatest(o.settles_at, CAST(:recoverySettles AS timestamptz)) AS settles_at, o.decide_by, o.no_id, o.cancel_requested, o.dismissed, o.gave_up,
                               o.unknown_attempts, o.extra_attempts,
                               CASE WHEN CAST(:recovery AS timestamptz) IS NULL OR o.none_since >= :recovery
                                    THEN o.none_since END AS none_since, c.body,
                               least(coalesce(a.first_started_at, o.doubt_since), CAST(:lookBack AS timestamptz)) AS first_started_at,
                               coalesce(a.last_ended_at, o.doubt_since) AS last_ended_at,
                               coalesce(a.shop_ids, '{}') AS shop_ids,
                               ARRAY(SELECT d.platform_order_id FROM dismissals d WHERE d.order_id = o.id) AS dismissed_copies,
                               ARRAY(SELECT v.platform_order_id FROM links v
                                      WHERE v.order_id = o.id AND v.purpose = 'void') AS voided_copies
                          FROM orders o
                          JOIN order_content c ON c.order_id = o.id AND c.generation = o.generation
                          LEFT JOIN LATERAL (
                               SELECT min(t.started_at) AS first_started_at, max(t.ended_at) AS last_ended_at,
                                      array_agg(DISTINCT t.shop_id) FILTER (WHERE t.shop_id IS NOT NULL) AS shop_ids
                                 FROM attempts t WHERE t.order_id = o.id) a ON true
                         WHERE o.store_id = :store AND o.due_at <= :now AND o.status = 'in_doubt'
                         ORDER BY o.due_at, o.id
                         LIMIT :batch
                        """)
                .param("store", store.id())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("recovery", time(since))
                .param("recoverySettles", time(store.recoverySettlesAt()))
                .param("lookBack", time(since == null ? null : since.minus(RECOVERY_LOOK_BACK)))
                .param("batch", since == null ? BATCH : ShopLook.BY_REFERENCE)
                .query((row, _) -> read(row))
                .list();
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static DoubtfulOrder read(ResultSet row) throws SQLException {
        var source = row.getString("source");
        var extId = row.getString("ext_id");
        return new DoubtfulOrder(
                new OrderId(row.getLong("id")),
                row.getInt("attempt"),
                row.getInt("evidence_version"),
                at(row, "doubt_since"),
                at(row, "settles_at"),
                at(row, "decide_by"),
                row.getBoolean("no_id"),
                row.getBoolean("cancel_requested"),
                row.getBoolean("dismissed"),
                row.getBoolean("gave_up"),
                row.getInt("unknown_attempts"),
                row.getInt("extra_attempts"),
                instant(row, "none_since"),
                at(row, "first_started_at"),
                at(row, "last_ended_at"),
                IntStream.rangeClosed(1, row.getInt("generation"))
                        .mapToObj(generation -> IdempotencyKey.of(source, extId, generation))
                        .toList(),
                Set.of((String[]) row.getArray("dismissed_copies").getArray()),
                Set.of((String[]) row.getArray("voided_copies").getArray()),
                Set.of((String[]) row.getArray("shop_ids").getArray()),
                OrderJson.read(row.getString("body")));
    }

    private static Instant at(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(instant(row, column), column);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
