package dev.ordersync.reconciler.replay;

import dev.ordersync.access.Caller;
import dev.ordersync.matching.FieldMatcher;
import dev.ordersync.order.OrderContent;
import dev.ordersync.order.OrderJson;
import dev.ordersync.verdict.Ruling;
import dev.ordersync.verdict.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Judges past decisions again by other rules, from what was recorded with them. It changes nothing. */
public final class RulesetReplay {
    public static final int MOST = 5_000;

    private static final JsonMapper JSON = JsonMapper.shared();

    /** @param ruling null: it cannot be read any more */
    private record Past(
            String id,
            String source,
            String store,
            Instant at,
            String ruleset,
            Map<String, Double> scores,
            @Nullable Ruling ruling) {}

    private final JdbcClient jdbc;

    public RulesetReplay(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest decisions first, of the stores that the caller may see. */
    public Replayed replay(FieldMatcher matcher, Caller caller, @Nullable Instant since, int limit) {
        var decisions = decisions(caller, since, limit + 1);
        var changes = new ArrayList<Replayed.Change>();
        int incomplete = 0;
        var tried = decisions.subList(0, Math.min(limit, decisions.size()));
        for (var past : tried) {
            var ruling = past.ruling();
            var contents = ruling == null ? null : contents(ruling);
            if (ruling == null || contents == null) {
                incomplete++;
                continue;
            }
            var again = ruling.again(matcher, contents);
            var shown = Ruling.shown(again.candidates());
            if (isAnother(ruling, again, shown)) {
                changes.add(new Replayed.Change(
                        past.id(),
                        past.source(),
                        past.store(),
                        past.at(),
                        new Replayed.Outcome(past.ruleset(), ruling.verdict(), ruling.shown()),
                        new Replayed.Outcome(matcher.version(), again.verdict().code(), shown),
                        scores(past, again)));
            }
        }
        return new Replayed(
                matcher.version(),
                tried.size(),
                incomplete,
                changes.size(),
                decisions.size() > limit,
                List.copyOf(changes));
    }

    /** Only a person who is asked sees what the copies are. */
    private static boolean isAnother(Ruling ruling, Ruling.Again again, List<String> shown) {
        return !again.verdict().code().equals(ruling.verdict())
                || (again.verdict() instanceof Verdict.Flag && !shown.equals(ruling.shown()));
    }

    private static List<Replayed.Score> scores(Past past, Ruling.Again again) {
        var after = new TreeMap<String, Double>();
        again.candidates()
                .forEach(candidate -> after.put(
                        candidate.copy().id().value(), candidate.match().score()));
        var copies = new TreeSet<>(past.scores().keySet());
        copies.addAll(after.keySet());
        return copies.stream()
                .map(copy -> new Replayed.Score(copy, past.scores().get(copy), after.get(copy)))
                .toList();
    }

    private List<Past> decisions(Caller caller, @Nullable Instant since, int limit) {
        var stores = caller.stores();
        return jdbc.sql("""
                        SELECT o.ext_id, o.source, s.key, l.at, l.ruleset, l.candidates, l.ruling
                          FROM lookups l
                          JOIN orders o ON o.id = l.order_id
                          JOIN stores s ON s.id = o.store_id
                         WHERE l.ruling IS NOT NULL
                           AND l.at >= :since
                           AND (:all OR s.key = ANY(:stores))
                         ORDER BY l.at DESC, l.order_id, l.number
                         LIMIT :limit
                        """)
                .param("since", (since == null ? Instant.EPOCH : since).atOffset(ZoneOffset.UTC))
                .param("all", stores == null)
                .param(
                        "stores",
                        stores == null
                                ? new String[0]
                                : stores.stream().map(Object::toString).toArray(String[]::new))
                .param("limit", limit)
                .query((row, _) -> read(row))
                .list();
    }

    private static Past read(ResultSet row) throws SQLException {
        var scores = new HashMap<String, Double>();
        JSON.readTree(row.getString("candidates"))
                .forEach(candidate -> scores.put(
                        candidate.path("platformOrderId").asString(""),
                        candidate.path("score").asDouble()));
        return new Past(
                row.getString("ext_id"),
                row.getString("source"),
                row.getString("key"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("ruleset"),
                Map.copyOf(scores),
                ruling(row.getString("ruling")));
    }

    /** One of another build may lack what this one needs: that is said as incomplete, and stops no other. */
    private static @Nullable Ruling ruling(String json) {
        try {
            return JSON.readValue(json, Ruling.class);
        } catch (JacksonException _) {
            return null;
        }
    }

    /** Of all orders of the material; null when it is not whole, or one of them is gone. */
    private @Nullable Map<Long, OrderContent> contents(Ruling ruling) {
        if (!ruling.material().whole()) {
            return null;
        }
        var contents = new HashMap<Long, OrderContent>();
        for (var order : ruling.material().orders()) {
            jdbc.sql("SELECT body FROM order_content WHERE order_id = :id AND generation = :generation")
                    .param("id", order.order())
                    .param("generation", order.generation())
                    .query(String.class)
                    .optional()
                    .ifPresent(body -> contents.put(order.order(), OrderJson.read(body)));
        }
        return contents.size() == ruling.material().orders().size() ? contents : null;
    }
}
