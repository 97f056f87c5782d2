package dev.ordersync.ledger;

import dev.ordersync.order.Actor;
import dev.ordersync.order.OrderId;
import dev.ordersync.order.OrderStatus;
import dev.ordersync.outbox.EventType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Records what attempts taught us: the row of each event in the design's table of statuses. */
public final class Outcomes {
    /** Where an outcome took its order. */
    public record Moved(OrderId id, OrderStatus to) {}

    private static final String ROWS = """
            attempt int, outcome text, http_status int, detail text, ended_at timestamptz, shop_id text, reason text,
            counts boolean, unexpected boolean, delay_ms bigint, doubling boolean, jitter float8, settles_at timestamptz,
            decide_by timestamptz, alert_after int, on_timeout boolean, policy_version int, watch_at timestamptz,
            platform_order_id text, platform_order_url text, whole boolean, candidates jsonb
            """;

    /** A copy is reserved before its order is called synced; who gets no reservation is a broken sync. */
    private static final String RESERVE = """
            reserved AS (
                INSERT INTO links (shop_id, platform_order_id, order_id, at)
                SELECT x.shop_id, x.platform_order_id, x.id, :now FROM x
                 WHERE x.platform_order_id IS NOT NULL AND x.shop_id IS NOT NULL
                ON CONFLICT DO NOTHING
                RETURNING order_id
            )
            """;

    private static final String LINKED = """
            (x.id IN (SELECT r.order_id FROM reserved r) OR EXISTS (
                SELECT 1 FROM links k
                 WHERE k.shop_id = x.shop_id AND k.platform_order_id = x.platform_order_id AND k.order_id = x.id
                   AND k.purpose = 'link'))
            """;

    private static final String TO = """
            CASE WHEN x.outcome = 'accepted' THEN
                      CASE WHEN x.whole AND NOT o.cancel_requested AND %s THEN 'synced' ELSE 'broken' END
                 WHEN x.outcome IN ('accepted_no_id', 'unknown') OR o.late_evidence THEN 'in_doubt'
                 -- A forced attempt overruled a doubt without settling it: that it was refused says nothing of the ones before.
                 WHEN o.doubted AND o.permit AND (o.cancel_requested OR x.outcome = 'rejected') THEN 'in_doubt'
                 WHEN o.cancel_requested THEN 'cancelled'
                 WHEN x.outcome = 'rejected' THEN 'rejected'
                 ELSE 'queued' END
            """.formatted(LINKED);

    private static final String DOUBT = "(x.outcome IN ('accepted_no_id', 'unknown'))";

    private static final String REASON = """
            CASE WHEN x.outcome <> 'accepted' THEN x.reason
                 WHEN o.cancel_requested THEN 'You cancelled it, but your shop had taken it already.'
                 WHEN NOT x.whole THEN x.reason
                 WHEN NOT %s THEN 'Your shop answered with an order that belongs to another of ours.' END
            """.formatted(LINKED);

    /**
     * A living copy that came to be known during the attempt and is not the one that the shop then named. In a CASE, so
     * that lookups are read for the few orders only that have late evidence.
     */
    private static final String OTHER_COPY = """
            CASE WHEN old.late_evidence AND o.status = 'synced' THEN (
                SELECT l.candidates -> 0 || jsonb_build_object('foundBy', l.found_by)
                  FROM lookups l
                 WHERE l.order_id = o.id AND l.at >= old.attempt_started_at AND l.found_by IN ('webhook', 'late-answer')
                   AND l.candidates -> 0 -> 'status' IS NULL
                   AND l.candidates -> 0 ->> 'platformOrderId' <> o.platform_order_id
                 ORDER BY l.number DESC
                 LIMIT 1) END
            """;

    private static final Transition RECORD = Transition.to(TO)
            .rows(ROWS)
            .first(RESERVE)
            .set("""
                 reason = %1$s,
                 lease_until = NULL, attempt_started_at = NULL, overdue = false, late_evidence = false,
                 permit = o.permit AND x.outcome = 'not_sent',
                 doubted = o.doubted OR %2$s,
                 no_id = o.no_id OR x.outcome = 'accepted_no_id',
                 unknown_attempts = o.unknown_attempts + x.counts::int,
                 failures = CASE WHEN x.outcome IN ('unknown', 'not_sent', 'accepted_no_id') THEN o.failures + 1 ELSE 0 END,
                 delays = CASE WHEN x.outcome IN ('not_sent', 'throttled', 'held') THEN o.delays + 1 ELSE 0 END,
                 due_at = CASE %3$s
                      WHEN 'in_doubt' THEN :now
                      WHEN 'queued' THEN CAST(:now AS timestamptz) + interval '1 millisecond' * x.jitter * least(600000,
                           x.delay_ms * CASE WHEN x.doubling THEN power(2, least(o.delays, 20)) ELSE 1 END) END,
                 queued_since = CASE WHEN x.outcome IN ('not_sent', 'throttled', 'held') THEN o.queued_since END,
                 doubt_since = CASE WHEN %3$s = 'in_doubt' THEN x.ended_at ELSE o.doubt_since END,
                 settles_at = CASE WHEN %3$s = 'in_doubt' THEN x.settles_at ELSE o.settles_at END,
                 decide_by = CASE WHEN %3$s = 'in_doubt' THEN x.decide_by END,
                 decided_at = CASE WHEN %3$s = 'in_doubt' THEN NULL WHEN o.doubted THEN coalesce(o.decided_at, :now) END,
                 doubt_lookups = CASE WHEN %3$s = 'in_doubt' THEN 0 ELSE o.doubt_lookups END,
                 none_since = NULL, lookups = o.lookups + CASE %3$s WHEN 'broken' THEN 1 ELSE 0 END,
                 platform_order_id = CASE WHEN %3$s = 'synced' THEN x.platform_order_id END,
                 platform_order_url = CASE WHEN %3$s = 'synced' THEN x.platform_order_url END
                 """.formatted(REASON, DOUBT, TO))
            .guard("o.status = 'posting' AND o.attempt = x.attempt")
            .action("x.outcome")
            .reason("x.detail")
            .decidedBy("CAST(NULL AS text)", "x.policy_version")
            .returning("""
                       x.outcome AS x_outcome, x.http_status AS x_http_status, x.detail AS x_detail,
                       x.ended_at AS x_ended_at, x.shop_id AS x_shop_id, x.watch_at AS x_watch_at,
                       x.platform_order_id AS x_platform_order_id, x.platform_order_url AS x_platform_order_url,
                       x.unexpected AS x_unexpected, x.alert_after AS x_alert_after, x.on_timeout AS x_on_timeout,
                       x.candidates AS x_candidates,
                       old.attempt_started_at AS x_started_at, old.doubted AS was_doubted, %s AS other_copy
                       """.formatted(OTHER_COPY))
            .effect("""
                    attempted AS (
                        INSERT INTO attempts (order_id, number, generation, idem_key, shop_id, started_at, ended_at, outcome,
                            http_status, detail)
                        SELECT id, attempt, generation, idem_key, x_shop_id, x_started_at, x_ended_at, x_outcome,
                            x_http_status, x_detail
                          FROM moved
                    )
                    """)
            .effect("""
                    looked AS (
                        INSERT INTO lookups (order_id, number, started_at, at, result, fresh, complete, detail, candidates,
                            ruleset, found_by)
                        SELECT id, lookups, x_ended_at, :now, 'exact', true, false, reason, x_candidates, 'none', 'answer'
                          FROM moved WHERE status = 'broken'
                    )
                    """)
            .effect("""
                    watched AS (
                        INSERT INTO twin_watch (order_id, store_id, due_at, started_at)
                        SELECT id, store_id, x_watch_at, :now FROM moved
                         WHERE x_outcome = 'accepted' AND was_doubted AND x_watch_at IS NOT NULL
                        ON CONFLICT (order_id) DO UPDATE SET due_at = EXCLUDED.due_at, step = 0, started_at = EXCLUDED.started_at
                    )
                    """)
            .effect("""
                    twinned AS (
                        INSERT INTO twins (order_id, platform_order_id, url, found_at, found_by)
                        SELECT id, other_copy ->> 'platformOrderId', other_copy ->> 'url', :now, other_copy ->> 'foundBy'
                          FROM moved WHERE other_copy IS NOT NULL
                        ON CONFLICT DO NOTHING
                    )
                    """)
            .effect(Signals.effect(Signals.Kind.UNEXPECTED_ANSWER, "m.x_unexpected"))
            .event(EventType.SYNCED, "m.status = 'synced'")
            .event(EventType.TWIN_FOUND, "m.other_copy IS NOT NULL")
            .event(EventType.BROKEN, "m.status = 'broken'")
            .event(EventType.REJECTED, "m.status = 'rejected'")
            .event(EventType.CANCELLED, "m.status = 'cancelled'")
            .event(EventType.OUTCOME_UNKNOWN, "m.status = 'in_doubt'")
            .build();

    private Outcomes() {}

    /**
     * Records the group; an attempt that was given up meanwhile (its lease ended) is not recorded here.
     *
     * @return for each item in order where its order went, empty when the attempt no longer owns the row
     */
    public static List<Optional<Moved>> record(JdbcClient jdbc, List<Recorded> group, Instant now) {
        var rows = group.stream().map(Recorded::row).toList();
        Map<Long, Moved> moved = RECORD.apply(jdbc, rows, Actor.WORKER, now, (row, _) -> moved(row)).stream()
                .collect(Collectors.toMap(move -> move.id().value(), Function.identity()));
        return group.stream()
                .map(item -> Optional.ofNullable(moved.get(item.id().value())))
                .toList();
    }

    private static Moved moved(ResultSet row) throws SQLException {
        return new Moved(new OrderId(row.getLong("id")), OrderStatus.of(row.getString("status")));
    }
}
