package dev.ordersync.ledger;

import dev.ordersync.order.Actor;
import dev.ordersync.outbox.EventType;
import dev.ordersync.store.Store;
import dev.ordersync.store.StoreDirectory;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Hands abandoned attempts to the reconciler. A worker that died in mid-call may already have reached the shop, so an
 * expired lease makes the outcome unknown; going back to queued would be a blind resend. Both applications sweep, so
 * that leases end even with all workers dead.
 */
public final class Leases {
    /** Leases ended per pass. */
    public static final int BATCH = 500;

    private static final Transition END = Transition.to("'in_doubt'")
            .rows("attempt int, shop_id text, settles_at timestamptz, decide_by timestamptz, policy_version int,"
                    + " alert_after int, on_timeout boolean")
            .set("""
                 reason = 'Your shop may have the order: the attempt was cut off on our side.',
                 lease_until = NULL, attempt_started_at = NULL, overdue = false, doubted = true, permit = false,
                 late_evidence = false, unknown_attempts = o.unknown_attempts + 1, failures = o.failures + 1, delays = 0,
                 due_at = :now, queued_since = NULL, doubt_since = o.lease_until, settles_at = x.settles_at,
                 decide_by = x.decide_by, decided_at = NULL, doubt_lookups = 0, none_since = NULL
                 """)
            .guard("o.status = 'posting' AND o.attempt = x.attempt AND o.lease_until <= :now")
            .action("'unknown'")
            .reason("'no outcome was recorded before the lease ended'")
            .decidedBy("CAST(NULL AS text)", "x.policy_version")
            .returning("x.shop_id AS x_shop_id, old.attempt_started_at AS x_started_at, old.lease_until AS x_ended_at,"
                    + " x.alert_after AS x_alert_after, x.on_timeout AS x_on_timeout")
            .effect("""
                    attempted AS (
                        INSERT INTO attempts (order_id, number, generation, idem_key, shop_id, started_at, ended_at, outcome,
                            http_status, detail)
                        SELECT id, attempt, generation, idem_key, x_shop_id, x_started_at, x_ended_at, 'unknown', NULL,
                            'no outcome was recorded before the lease ended'
                          FROM moved
                    )
                    """)
            .event(EventType.OUTCOME_UNKNOWN, "true")
            .build();

    private record Expired(long id, int storeId, int attempt, Instant leaseUntil) {}

    private Leases() {}

    /** @return how many attempts were given up */
    public static int endExpired(JdbcClient jdbc, StoreDirectory stores, Actor actor, Instant now) {
        var storeIds = stores.all().stream().mapToInt(Store::id).toArray();
        var expired = jdbc.sql("""
                        SELECT o.id, o.store_id, o.attempt, o.lease_until
                          FROM unnest(:stores) AS s(id)
                         CROSS JOIN LATERAL (
                               SELECT * FROM orders p
                                WHERE p.store_id = s.id AND p.due_at IS NOT NULL AND p.lease_until <= :now
                                LIMIT :batch) o
                         ORDER BY o.lease_until, o.id
                         LIMIT :batch
                        """)
                .param("stores", storeIds)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("batch", BATCH)
                .query((row, _) -> new Expired(
                        row.getLong("id"),
                        row.getInt("store_id"),
                        row.getInt("attempt"),
                        row.getObject("lease_until", OffsetDateTime.class).toInstant()))
                .list();
        if (expired.isEmpty()) {
            return 0;
        }
        List<Map<String, @Nullable Object>> rows = expired.stream()
                .map(order -> row(order, stores.get(order.storeId())))
                .toList();
        return END.apply(jdbc, rows, actor, now, (row, _) -> row.getLong("id")).size();
    }

    private static Map<String, @Nullable Object> row(Expired order, Store store) {
        var row = new HashMap<String, @Nullable Object>();
        row.put("id", order.id());
        row.put("attempt", order.attempt());
        row.put("shop_id", store.shopId());
        row.put("settles_at", order.leaseUntil().plus(store.settleWindow()).toString());
        row.put(
                "decide_by",
                order.leaseUntil().plus(store.policy().retryWithin()).toString());
        row.put("policy_version", store.policyVersion());
        row.put("alert_after", store.policy().alertAfterFailures());
        row.put("on_timeout", store.policy().alerts().onTimeout());
        return row;
    }
}
