package dev.ordersync.reconciler.api;

import dev.ordersync.ledger.AuditNote;
import dev.ordersync.order.Actor;
import dev.ordersync.order.IdempotencyKey;
import dev.ordersync.order.OrderId;
import dev.ordersync.order.StoreKey;
import dev.ordersync.store.CredentialCipher;
import dev.ordersync.store.StoreDirectory;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts orders into the database as if the worker and the reconciler had brought them there. */
public final class OrderRows {
    private static final Instant START = TestClock.START;

    private static final String BODY = """
            {"id": "%s", "source": "%s", "store": "%s", "placedAt": "2026-11-24T09:00:00Z", "currency": "USD",
             "customer": {"firstName": "Zoë", "lastName": "O’Neil", "email": "zoe@example.com", "phone": null},
             "shippingAddress": {"line1": "1 Main St", "city": "Springfield", "postalCode": "94107", "country": "US"},
             "lines": [{"sku": "TEE-M", "title": "Tee, M", "quantity": 2, "unitPrice": "19.90"}],
             "shipping": "5.00", "tax": "3.20", "discount": "0.00", "total": "48.00"}
            """;

    private final JdbcClient jdbc;
    private final StoreDirectory stores;

    public OrderRows(JdbcClient jdbc, StoreDirectory stores) {
        this.jdbc = jdbc;
        this.stores = stores;
    }

    /** An active, verified store. */
    public void store(String key, String shopId) {
        jdbc.sql("""
                 INSERT INTO stores (key, shard, platform, base_url, credentials, alert_emails, policy, state_since, created_at,
                     shop_id)
                 VALUES (:key, 1, 'scripted', 'https://shop.example', :credentials, '{ops@example.com}', '{}', :at, :at, :shop)
                 """)
                .param("key", key)
                .param(
                        "credentials",
                        new CredentialCipher("a-key-for-tests-only")
                                .encrypt(Map.of("bearerToken", "a-secret-of-the-shop")))
                .param("at", utc(START))
                .param("shop", shopId)
                .update();
        stores.refresh();
    }

    /** An order of the store acme that waits to be sent in a minute. */
    public OrderId queued(String id) {
        return queued(id, "default", "acme", START);
    }

    public OrderId queued(String id, String source, String store, Instant receivedAt) {
        var number = new OrderId(jdbc.sql("""
                        INSERT INTO orders (store_id, source, ext_id, status, idem_key, content_hash, received_at, due_at,
                            queued_since)
                        VALUES (:store, :source, :id, 'queued', :key, '', :at, :due, :at)
                        RETURNING id
                        """)
                .param("store", stores.find(new StoreKey(store)).orElseThrow().id())
                .param("source", source)
                .param("id", id)
                .param("key", IdempotencyKey.of(source, id, 1))
                .param("at", utc(receivedAt))
                .param("due", utc(receivedAt.plusSeconds(60)))
                .query(Long.class)
                .single());
        jdbc.sql("INSERT INTO order_content (order_id, generation, body) VALUES (:id, 1, :body)")
                .param("id", number.value())
                .param("body", BODY.formatted(id, source, store))
                .update();
        jdbc.sql("""
                 INSERT INTO order_search (order_id, store_id, customer, total, currency, placed_at, haystack)
                 SELECT id, store_id, 'Zoë O’Neil', 48.00, 'USD', :at, :haystack FROM orders WHERE id = :id
                 """)
                .param("id", number.value())
                .param("at", utc(receivedAt))
                .param("haystack", id.toLowerCase(java.util.Locale.ROOT) + "\nzoë o’neil\nzoe@example.com\ntee-m")
                .update();
        AuditNote.write(jdbc, number, "received", null, Actor.INTAKE, receivedAt);
        return number;
    }

    public OrderId posting(String id) {
        return with(queued(id), """
                    status = 'posting', attempt = 1, attempt_started_at = '2026-11-24T09:59:50Z',
                    lease_until = '2026-11-24T10:01:00Z', queued_since = NULL
                    """);
    }

    /** Its one attempt ended unknown, five minutes ago; it settles in five minutes. */
    public OrderId inDoubt(String id) {
        return with(attempted(queued(id), "unknown"), """
                    status = 'in_doubt', attempt = 1, doubted = true, unknown_attempts = 1, queued_since = NULL,
                    doubt_since = '2026-11-24T09:55:00Z', settles_at = '2026-11-24T10:05:00Z',
                    decide_by = '2026-11-24T10:25:00Z', due_at = '2026-11-24T10:01:00Z'
                    """);
    }

    /** All attempts were unknown, and the last lookup, an hour ago, found nothing. */
    public OrderId failedAfterDoubt(String id) {
        return with(inDoubt(id), """
                    status = 'failed', due_at = NULL, decided_at = '2026-11-24T09:00:00Z', unknown_attempts = 5,
                    proof_at = '2026-11-24T09:00:00Z', doubt_since = '2026-11-24T08:00:00Z',
                    settles_at = '2026-11-24T08:10:00Z', decide_by = '2026-11-24T08:30:00Z'
                    """);
    }

    public OrderId failed(String id) {
        return with(queued(id), "status = 'failed', due_at = NULL, queued_since = NULL");
    }

    public OrderId rejected(String id) {
        return with(
                attempted(queued(id), "rejected"),
                "status = 'rejected', attempt = 1, due_at = NULL, queued_since = NULL");
    }

    /** Posted and accepted as that copy. */
    public OrderId synced(String id, String platformOrderId) {
        var number = with(attempted(queued(id), "accepted"), """
                    status = 'synced', attempt = 1, due_at = NULL, queued_since = NULL, platform_order_id = '%1$s',
                    platform_order_url = 'https://shop.example/orders/%1$s'
                    """.formatted(platformOrderId));
        jdbc.sql("INSERT INTO links (shop_id, platform_order_id, order_id, at) VALUES ('shop-1', :copy, :id, :at)")
                .param("copy", platformOrderId)
                .param("id", number.value())
                .param("at", utc(START))
                .update();
        return number;
    }

    public OrderId broken(String id) {
        return with(inDoubt(id), "status = 'broken', due_at = NULL, decided_at = '2026-11-24T10:00:00Z'");
    }

    public OrderId cancelled(String id) {
        return with(queued(id), "status = 'cancelled', due_at = NULL, queued_since = NULL");
    }

    public OrderId resyncing(String id) {
        return with(queued(id), "status = 'resyncing'");
    }

    public OrderId with(OrderId id, String assignments) {
        jdbc.sql("UPDATE orders SET " + assignments + " WHERE id = :id")
                .param("id", id.value())
                .update();
        return id;
    }

    /** The last lookup saw that copy. */
    public OrderId sees(OrderId id, String platformOrderId, boolean reference) {
        return looked(
                id, reference ? "exact" : "candidates", """
                        [{"platformOrderId": "%s", "url": "https://shop.example/orders/%s", "score": 0.97, "dismissed": false,
                          "status": "open", "reference": %s, "evidence": [{"field": "customer.name", "ours": "Zoë O’Neil",
                          "theirs": "Zoe ONeil", "agreement": "close", "weight": 3.1}]}]
                        """.formatted(platformOrderId, platformOrderId, reference));
    }

    public OrderId looked(OrderId id, String result, String candidates) {
        jdbc.sql("""
                 INSERT INTO lookups (order_id, number, started_at, at, result, fresh, complete, candidates, ruleset, found_by)
                 SELECT id, lookups + 1, :at, :at, :result, true, true, CAST(:candidates AS jsonb), 'fields-1', 'lookup'
                   FROM orders WHERE id = :id
                 """)
                .param("id", id.value())
                .param("at", utc(START))
                .param("result", result)
                .param("candidates", candidates)
                .update();
        return with(id, "lookups = lookups + 1, evidence_version = evidence_version + 1");
    }

    private OrderId attempted(OrderId id, String outcome) {
        jdbc.sql("""
                 INSERT INTO attempts (order_id, number, generation, idem_key, shop_id, started_at, ended_at, outcome, detail)
                 SELECT id, 1, 1, idem_key, 'shop-1', '2026-11-24T09:54:30Z', '2026-11-24T09:55:00Z', :outcome, 'as scripted'
                   FROM orders WHERE id = :id
                 """).param("id", id.value()).param("outcome", outcome).update();
        return id;
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
