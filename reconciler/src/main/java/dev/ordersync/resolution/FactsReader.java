package dev.ordersync.resolution;

import dev.ordersync.order.OrderId;
import dev.ordersync.order.OrderStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the facts of one order in one statement, so that they belong to one version of it. */
public final class FactsReader {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;

    public FactsReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws org.springframework.dao.EmptyResultDataAccessException when there is no such order */
    public Facts get(OrderId id) {
        return jdbc.sql("""
                        SELECT o.id, o.store_id, o.source, o.ext_id, o.status, o.version, o.generation, o.idem_key, o.doubted,
                               o.no_id, o.cancel_requested, o.retry_pressed, o.due_at, o.settles_at, o.doubt_since, o.proof_at,
                               o.platform_order_id,
                               (NOT o.doubted OR EXISTS (
                                   SELECT 1 FROM lookups s
                                    WHERE s.order_id = o.id AND s.complete AND s.fresh AND s.started_at >= o.settles_at)) AS settled,
                               (SELECT a.ended_at FROM attempts a WHERE a.order_id = o.id AND a.number = o.attempt) AS last_ended_at,
                               (SELECT l.candidates
                                  FROM lookups l
                                 WHERE l.order_id = o.id AND l.result <> 'inconclusive'
                                 ORDER BY l.number DESC
                                 LIMIT 1) AS candidates,
                               ARRAY (SELECT k.platform_order_id FROM links k WHERE k.order_id = o.id AND k.purpose = 'link') AS ours,
                               ARRAY (SELECT d.platform_order_id FROM dismissals d WHERE d.order_id = o.id
                                      UNION
                                      SELECT v.platform_order_id FROM links v WHERE v.order_id = o.id AND v.purpose = 'void') AS gone,
                               EXISTS (SELECT 1 FROM twins t
                                        WHERE t.order_id = o.id AND t.state = 'open'
                                          AND NOT EXISTS (SELECT 1 FROM voidings w
                                                           WHERE w.order_id = t.order_id
                                                             AND w.platform_order_id = t.platform_order_id)) AS twin_open
                          FROM orders o
                         WHERE o.id = :id
                        """)
                .param("id", id.value())
                .query((row, _) -> facts(row))
                .single();
    }

    private static Facts facts(ResultSet row) throws SQLException {
        return new Facts(
                new OrderId(row.getLong("id")),
                row.getInt("store_id"),
                row.getString("source"),
                row.getString("ext_id"),
                OrderStatus.of(row.getString("status")),
                row.getInt("version"),
                row.getInt("generation"),
                row.getString("idem_key"),
                row.getBoolean("doubted"),
                row.getBoolean("settled"),
                row.getBoolean("no_id"),
                row.getBoolean("cancel_requested"),
                row.getBoolean("retry_pressed"),
                instant(row, "due_at"),
                instant(row, "settles_at"),
                instant(row, "doubt_since"),
                instant(row, "proof_at"),
                instant(row, "last_ended_at"),
                row.getString("platform_order_id"),
                copies(row.getString("candidates"), texts(row, "ours"), Set.copyOf(texts(row, "gone"))),
                row.getBoolean("twin_open"));
    }

    private static List<KnownCopy> copies(@Nullable String candidates, List<String> ours, Set<String> gone) {
        var copies = new LinkedHashMap<String, KnownCopy>();
        if (candidates != null) {
            for (var candidate : JSON.readTree(candidates)) {
                var id = candidate.path("platformOrderId").asString();
                copies.put(id, new KnownCopy(id, carriesReference(candidate)));
            }
        }
        // Reserved for this order by an answer to an attempt of its own.
        ours.forEach(id -> copies.put(id, new KnownCopy(id, true)));
        copies.keySet().removeAll(gone);
        return List.copyOf(copies.values());
    }

    private static boolean carriesReference(JsonNode candidate) {
        return candidate.path("reference").asBoolean(false);
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
