package dev.ordersync.voiding;

import dev.ordersync.order.IdempotencyKey;
import dev.ordersync.order.OrderId;
import dev.ordersync.order.OrderStatus;
import dev.ordersync.order.PlatformOrderId;
import dev.ordersync.store.Store;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Takes one due void at a time; a crash after it only costs the lease. */
final class VoidingClaims {
    private final JdbcClient jdbc;

    VoidingClaims(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean anyDue(Store store, Instant now) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM voidings WHERE store_id = :store AND due_at <= :now)")
                .param("store", store.id())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    Optional<Voiding> claim(Store store, Instant leaseUntil, Instant now) {
        return jdbc.sql("""
                        UPDATE voidings v SET due_at = :lease, tries = v.tries + 1
                          FROM orders o
                         WHERE o.id = v.order_id AND v.due_at <= :now
                           AND (v.order_id, v.platform_order_id) = (
                               SELECT w.order_id, w.platform_order_id FROM voidings w
                                WHERE w.store_id = :store AND w.due_at <= :now
                                ORDER BY w.due_at, w.order_id, w.platform_order_id
                                LIMIT 1)
                        RETURNING v.*, o.source, o.ext_id, o.status, o.generation, o.platform_order_id AS linked_copy
                        """)
                .param("lease", leaseUntil.atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("store", store.id())
                .query((row, _) -> read(row))
                .optional();
    }

    /** The shop was not the one that was meant: nothing was asked of it, so that the try does not count. */
    void giveBack(Voiding voiding, Instant due) {
        jdbc.sql("""
                 UPDATE voidings SET due_at = :due, tries = tries - 1
                  WHERE order_id = :order AND platform_order_id = :copy AND due_at = :lease
                 """)
                .param("due", due.atOffset(ZoneOffset.UTC))
                .param("order", voiding.order().value())
                .param("copy", voiding.copy().value())
                .param("lease", voiding.leaseUntil().atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Voiding read(ResultSet row) throws SQLException {
        var source = row.getString("source");
        var extId = row.getString("ext_id");
        int generation = row.getInt("generation");
        return new Voiding(
                new OrderId(row.getLong("order_id")),
                new PlatformOrderId(row.getString("platform_order_id")),
                Voiding.Purpose.valueOf(row.getString("purpose").toUpperCase(Locale.ROOT)),
                OrderStatus.of(row.getString("status")) == OrderStatus.RESYNCING,
                generation,
                IntStream.rangeClosed(1, generation)
                        .mapToObj(each -> IdempotencyKey.of(source, extId, each))
                        .toList(),
                IdempotencyKey.of(source, extId, generation + 1),
                row.getString("linked_copy"),
                row.getString("shop_id"),
                row.getBoolean("or_cancel"),
                row.getBoolean("cancelling"),
                row.getBoolean("forced"),
                row.getBoolean("was_linked"),
                row.getInt("tries"),
                row.getObject("deadline", OffsetDateTime.class).toInstant(),
                row.getObject("due_at", OffsetDateTime.class).toInstant());
    }
}
