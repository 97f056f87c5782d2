package dev.ordersync.scenario.simulation;

import dev.ordersync.order.OrderStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares the shops' books, our tables, the audit and the log when nothing is due any more. */
final class BookCheck {
    /** Between our clocks and the shop's. */
    private static final Duration SLACK = Duration.ofSeconds(3);

    private record Row(
            long id,
            String ext,
            OrderStatus status,
            @Nullable String copy,
            @Nullable Instant lookedAt,
            boolean linkedByPerson) {}

    private final Life life;
    private final JdbcClient jdbc;

    BookCheck(Life life) {
        this.life = life;
        this.jdbc = life.database().oracle();
    }

    void compare() {
        var rows = new LinkedHashMap<String, Row>();
        jdbc.sql("""
                 SELECT o.id, o.ext_id, o.status, o.platform_order_id,
                        (SELECT max(l.started_at) FROM audit a JOIN lookups l ON l.order_id = a.order_id AND l.at = a.at
                          WHERE a.order_id = o.id AND a.action = 'link' AND a.actor_kind = 'system') AS looked_at,
                        EXISTS (SELECT 1 FROM audit a WHERE a.order_id = o.id AND a.action LIKE 'link%' AND a.actor_kind <> 'system') AS by_person
                   FROM orders o ORDER BY o.id
                 """).query(row -> {
            var at = row.getObject("looked_at", OffsetDateTime.class);
            rows.put(
                    row.getString("ext_id"),
                    new Row(
                            row.getLong("id"),
                            row.getString("ext_id"),
                            OrderStatus.of(row.getString("status")),
                            row.getString("platform_order_id"),
                            at == null ? null : at.toInstant(),
                            row.getBoolean("by_person")));
        });
        for (var order : life.oracle().orders()) {
            var row = rows.get(order.id);
            if (row != null) {
                status(row);
                linked(order, row);
                copies(order, row);
            } else if (order.acknowledged) {
                life.violated("lost", order.id, "acknowledged and not there");
            }
        }
        evidence();
        audit();
        outcomes(rows);
    }

    private void status(Row row) {
        if (row.status().isUnderWay()) {
            life.violated(
                    "unfinished",
                    row.ext(),
                    "nothing is due, and it is " + row.status().code());
        }
    }

    /** What people called another order, and what we took out of the shop ourselves, is no evidence of anything any more. */
    private void evidence() {
        jdbc.sql("""
                 SELECT o.ext_id, c ->> 'platformOrderId'
                   FROM lookups l
                   JOIN orders o ON o.id = l.order_id
                  CROSS JOIN LATERAL jsonb_array_elements(l.candidates) AS c
                  WHERE l.found_by = 'lookup' AND NOT coalesce(CAST(c ->> 'dismissed' AS boolean), false)
                    AND (EXISTS (SELECT 1 FROM dismissals d
                                  WHERE d.order_id = o.id AND d.platform_order_id = c ->> 'platformOrderId'
                                    AND d.at < l.started_at - CAST(:slack AS interval))
                      OR EXISTS (SELECT 1 FROM audit a
                                  WHERE a.order_id = o.id AND a.action = 'voided'
                                    AND a.reason LIKE (c ->> 'platformOrderId') || ':%'
                                    AND a.at < l.started_at - CAST(:slack AS interval)))
                 """)
                .param("slack", "3 seconds")
                .query((row, _) -> new Violation(
                        "evidence", row.getString(1), "counts again, though it was done with: " + row.getString(2)))
                .list()
                .forEach(again -> life.violated(again.check(), again.order(), again.detail()));
    }

    private void linked(KnownOrder order, Row row) {
        if (row.status() != OrderStatus.SYNCED) {
            return;
        }
        var books = life.books(order.store);
        var entry = books.find(String.valueOf(row.copy())).orElse(null);
        if (entry == null) {
            life.violated("linked", order.id, "linked to what the shop does not have: " + row.copy());
            return;
        }
        long links = jdbc.sql("""
                        SELECT count(*) FROM links
                         WHERE shop_id = :shop AND platform_order_id = :copy AND order_id = :id AND purpose = 'link'
                        """)
                .param("shop", books.id())
                .param("copy", row.copy())
                .param("id", row.id())
                .query(Long.class)
                .single();
        if (links != 1) {
            life.violated("linked", order.id, "its copy is not reserved for it: " + row.copy());
        }
        if (row.linkedByPerson()) {
            return;
        }
        if (!order.id.equals(entry.origin())) {
            life.violated("linked", order.id, "linked to a copy that is not its own: " + row.copy());
        }
        if (entry.half()) {
            life.violated("linked", order.id, "linked to a copy that was never written whole: " + row.copy());
        }
        var gone = books.goneAt(row.copy());
        if (gone != null && row.lookedAt() != null && gone.plus(SLACK).isBefore(row.lookedAt())) {
            life.violated("linked", order.id, "linked to a copy that the merchant had taken back: " + row.copy());
        }
    }

    private void copies(KnownOrder order, Row row) {
        var twins = Set.copyOf(jdbc.sql("SELECT platform_order_id FROM twins WHERE order_id = :id")
                .param("id", row.id())
                .query(String.class)
                .list());
        for (var twin : twins) {
            if (life.books(order.store)
                    .find(twin)
                    .filter(entry -> order.id.equals(entry.origin()))
                    .isEmpty()) {
                life.violated("twin", order.id, "called a twin, and is another order: " + twin);
            }
        }
        for (var entry : life.books(order.store).of(order.id)) {
            var copy = entry.copy().id().value();
            if (entry.copy().status().isLive() && !order.dismissed.contains(copy) && !copy.equals(row.copy())) {
                boolean known = switch (row.status()) {
                    // A copy without our reference that surfaces after the window can't be told from a stranger's.
                    case SYNCED ->
                        twins.contains(copy)
                                || (entry.copy().reference() == null
                                        && !life.oracle().isKnown(order, copy));
                    case FAILED, CANCELLED, REJECTED ->
                        couldNotBeSeen(order, entry) && !life.oracle().isKnown(order, copy);
                    default -> true;
                };
                if (!known) {
                    life.violated(
                            "twin",
                            order.id,
                            "a live copy that nobody is told of: " + copy + " while it is "
                                    + row.status().code() + " as " + row.copy());
                }
            }
        }
    }

    /** It surfaced after the whole settle window, or was saved after the attempt's end: a documented limit. */
    private boolean couldNotBeSeen(KnownOrder order, ShopBooks.Entry entry) {
        return life.policy().settleWindow().compareTo(life.longestLag()) < 0
                || order.sent.stream()
                        .anyMatch(sent -> sent.copyId.equals(entry.copy().id())
                                && entry.savedAt().isAfter(sent.endedAt()));
    }

    private void audit() {
        jdbc.sql("""
                 SELECT o.ext_id
                   FROM orders o
                   LEFT JOIN LATERAL (
                        SELECT bool_and(a.seq = a.expected AND a.from_status IS NOT DISTINCT FROM a.before AND a.hash = audit_hash(
                                   a.head, a.order_id, a.seq, a.at, a.actor_kind, a.actor, a.action, a.from_status, a.to_status,
                                   a.reason, a.attempt, a.generation, a.ruleset, a.policy_version)) AS whole,
                               (array_agg(a.to_status ORDER BY a.seq DESC))[1] AS last, (array_agg(a.hash ORDER BY a.seq DESC))[1] AS head
                          FROM (SELECT c.*, row_number() OVER w AS expected, lag(c.to_status) OVER w AS before,
                                       coalesce(lag(c.hash) OVER w, '') AS head
                                  FROM audit c WHERE c.order_id = o.id WINDOW w AS (ORDER BY c.seq)) a) h ON true
                  WHERE h.whole IS NOT TRUE OR h.last <> o.status OR h.head <> o.audit_head
                 """)
                .query(String.class)
                .list()
                .forEach(id -> life.violated("audit", id, "its audit does not explain it"));
    }

    /** Whoever reads the log knows how each order ended. */
    private void outcomes(Map<String, Row> rows) {
        var last = new HashMap<String, JsonNode>();
        var seen = new HashSet<Long>();
        for (var event : life.log().appended()) {
            if (event.topic().equals("ordersync.outcomes") && seen.add(event.id())) {
                var payload = JsonMapper.shared().readTree(event.payload());
                last.merge(
                        payload.path("id").asString(),
                        payload,
                        (one, other) -> one.path("version").asInt()
                                        > other.path("version").asInt()
                                ? one
                                : other);
            }
        }
        for (var row : rows.values()) {
            var outcome = last.get(row.ext());
            var said = outcome == null ? "nothing" : outcome.path("status").asString();
            var saidCopy =
                    outcome == null ? null : outcome.path("platformOrderId").asString(null);
            if (!row.status().isUnderWay()
                    && (!said.equals(row.status().code()) || !java.util.Objects.equals(saidCopy, row.copy()))) {
                life.violated(
                        "outcomes",
                        row.ext(),
                        "the log says " + said + " " + saidCopy + ", the row "
                                + row.status().code() + " " + row.copy());
            }
        }
    }

    /** An order's audit, for people. */
    List<String> history(String id) {
        return jdbc.sql("""
                     SELECT concat_ws(' ', to_char(extract(epoch FROM a.at - CAST(:start AS timestamptz)), '99999990.000'), a.actor,
                            a.action, a.from_status, '>', a.to_status, 'attempt', a.attempt, a.reason)
                       FROM audit a JOIN orders o ON o.id = a.order_id WHERE o.ext_id = :id ORDER BY a.seq
                     """)
                .param("id", id)
                .param("start", Life.START.toString())
                .query((row, _) -> row.getString(1))
                .list();
    }
}
