package dev.ordersync.webhook;

import dev.ordersync.order.PlatformOrderId;
import dev.ordersync.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The copies that wait to be read. */
final class WebhookReads {
    /** Copies read per store and pass. */
    static final int BATCH = 50;

    /** After a read that showed no copy, or nothing for certain: a shop may tell of an order before it shows it. */
    private static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(5));

    /** @param reference as the message had it */
    record Wanted(
            PlatformOrderId copy, String delivery, @Nullable String reference, int tries) {
        boolean isLastTry() {
            return tries >= PAUSES.size();
        }
    }

    private final JdbcClient jdbc;

    WebhookReads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The due ones of these stores, by store. */
    Map<Integer, List<Wanted>> due(Collection<Store> stores, Instant now) {
        var due = new LinkedHashMap<Integer, List<Wanted>>();
        jdbc.sql("""
                        SELECT r.store_id, r.platform_order_id, r.delivery_id, r.reference, r.tries
                          FROM unnest(:stores) AS s(id)
                         CROSS JOIN LATERAL (
                               SELECT * FROM webhook_reads w
                                WHERE w.store_id = s.id AND w.due_at <= :now
                                ORDER BY w.due_at, w.platform_order_id
                                LIMIT :batch) r
                        """)
                .param("stores", stores.stream().mapToInt(Store::id).toArray())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("batch", BATCH)
                .query(row -> {
                    due.computeIfAbsent(row.getInt("store_id"), _ -> new ArrayList<>())
                            .add(new Wanted(
                                    new PlatformOrderId(row.getString("platform_order_id")),
                                    row.getString("delivery_id"),
                                    row.getString("reference"),
                                    row.getInt("tries")));
                });
        return due;
    }

    /** Read for good, unless the shop has told of it again meanwhile. */
    void done(Store store, Wanted wanted) {
        jdbc.sql("""
                 DELETE FROM webhook_reads
                  WHERE store_id = :store AND platform_order_id = :copy AND delivery_id = :delivery
                 """)
                .param("store", store.id())
                .param("copy", wanted.copy().value())
                .param("delivery", wanted.delivery())
                .update();
    }

    /** To be read again a little later; not for a last try. */
    void later(Store store, Wanted wanted, Instant now) {
        jdbc.sql("""
                 UPDATE webhook_reads SET tries = tries + 1, due_at = :due
                  WHERE store_id = :store AND platform_order_id = :copy AND delivery_id = :delivery
                 """)
                .param("due", now.plus(PAUSES.get(wanted.tries())).atOffset(ZoneOffset.UTC))
                .param("store", store.id())
                .param("copy", wanted.copy().value())
                .param("delivery", wanted.delivery())
                .update();
    }
}
