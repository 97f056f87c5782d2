package dev.ordersync.webhook;

import dev.ordersync.order.StoreKey;
import dev.ordersync.problem.Refusal;
import dev.ordersync.store.Store;
import dev.ordersync.store.StoreDirectory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Takes messages of shops in. Nothing in a message is believed beyond the id of the copy to read, and for a copy that is
 * gone the reference that it had.
 */
public final class WebhookInbox {
    /** Reads of one store that may wait; the shop is asked to come again with more. */
    static final int MAX_WAITING = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(WebhookInbox.class);
    private static final String SECRET = "webhookSecret";
    private static final Duration COME_AGAIN = Duration.ofSeconds(30);
    private static final Duration REMEMBERED = Duration.ofDays(1);
    /** Messages remembered over all stores; the oldest are forgotten first, which costs a repeated read at most. */
    private static final int MAX_REMEMBERED = 1_000_000;

    private static final int FORGET_BATCH = 10_000;

    private final JdbcClient jdbc;
    private final StoreDirectory stores;
    private final Clock clock;

    public WebhookInbox(JdbcClient jdbc, StoreDirectory stores, Clock clock) {
        this.jdbc = jdbc;
        this.stores = stores;
        this.clock = clock;
    }

    /**
     * Remembers the message and has its copy read; one that was here before, or that names no copy, changes nothing.
     *
     * @throws Refusal 401, alike for an unknown store, one without a secret, and a signature or a time that is wrong
     */
    public void receive(String store, ShopMessage message) {
        var now = clock.instant();
        var known = find(store)
                .filter(found -> found.platform().equals(message.platform()) && isGenuine(message, found, now))
                .orElseThrow(() -> Refusal.of(
                        HttpStatus.UNAUTHORIZED,
                        "unauthorized",
                        "The message is not signed by this store's shop, or not now."));
        var told = message.told().orElse(null);
        if (told == null) {
            LOG.info("store={} sent a message that names no copy", store);
        } else if (!remember(known.id(), Objects.requireNonNull(message.id()), told, now)) {
            throw Refusal.unavailable("Too many of your messages wait to be looked into.", COME_AGAIN);
        }
    }

    /** Whoever may send anything does not make us ask the database. */
    private Optional<Store> find(String store) {
        return StoreKey.isValid(store) ? stores.findKnown(new StoreKey(store)) : Optional.empty();
    }

    private static boolean isGenuine(ShopMessage message, Store store, Instant now) {
        var secret = store.shop().credentials().get(SECRET);
        return secret != null && message.isGenuine(secret, now);
    }

    /** @return false: too many wait */
    private boolean remember(int store, String delivery, ShopMessage.Told told, Instant now) {
        return jdbc.sql("""
                        WITH room AS (
                            SELECT count(*) < :max AS there
                              FROM (SELECT 1 FROM webhook_reads WHERE store_id = :store LIMIT :max) w
                        ), fresh AS (
                            INSERT INTO webhook_deliveries (store_id, delivery_id, received_at)
                            SELECT :store, :delivery, :now FROM room WHERE there
                            ON CONFLICT DO NOTHING
                            RETURNING delivery_id
                        ), wanted AS (
                            INSERT INTO webhook_reads AS r (store_id, platform_order_id, delivery_id, reference, due_at)
                            SELECT :store, :copy, delivery_id, CAST(:reference AS text), :now FROM fresh
                            ON CONFLICT (store_id, platform_order_id) DO UPDATE
                               SET delivery_id = EXCLUDED.delivery_id, tries = 0, due_at = EXCLUDED.due_at,
                                   reference = coalesce(EXCLUDED.reference, r.reference)
                        )
                        SELECT there FROM room
                        """)
                .param("max", MAX_WAITING)
                .param("store", store)
                .param("delivery", delivery)
                .param("copy", told.copy().value())
                .param("reference", told.reference())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    /** @return whether there may be more to forget */
    boolean forgetOld() {
        return jdbc.sql("""
                        DELETE FROM webhook_deliveries
                         WHERE (store_id, delivery_id) IN (
                               SELECT store_id, delivery_id FROM webhook_deliveries
                                WHERE received_at < greatest(CAST(:before AS timestamptz), (
                                      SELECT received_at FROM webhook_deliveries
                                       ORDER BY received_at DESC OFFSET :kept LIMIT 1))
                                LIMIT :batch)
                        """)
                        .param("before", clock.instant().minus(REMEMBERED).atOffset(ZoneOffset.UTC))
                        .param("kept", MAX_REMEMBERED)
                        .param("batch", FORGET_BATCH)
                        .update()
                == FORGET_BATCH;
    }
}
