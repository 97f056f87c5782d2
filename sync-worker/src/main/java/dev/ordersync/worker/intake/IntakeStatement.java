package dev.ordersync.worker.intake;

import dev.ordersync.order.IdempotencyKey;
import dev.ordersync.order.OrderStatus;
import dev.ordersync.outbox.EventType;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Stores a group of submissions with content, search row, audit line and event: one statement in autocommit, so it is
 * all there or not there at all. Whoever is not new is then read: the first of two with the same id wins, also within a
 * group, and the second is told whether it said the same.
 */
final class IntakeStatement {
    private static final Logger LOG = LoggerFactory.getLogger(IntakeStatement.class);
    private static final int FIRST_GENERATION = 1;

    /** Sorted by the unique key, so that two replicas with the same orders never wait for each other crosswise. */
    private static final String INSERT =
            """
            WITH x AS (
                SELECT r.*, nextval('orders_id_seq') AS id
                  FROM unnest(CAST(:storeIds AS int[]), CAST(:shards AS smallint[]), CAST(:storeKeys AS text[]),
                           CAST(:sources AS text[]), CAST(:extIds AS text[]), CAST(:urls AS text[]), CAST(:keys AS text[]),
                           CAST(:hashes AS text[]), CAST(:bodies AS text[]), CAST(:customers AS text[]),
                           CAST(:totals AS numeric[]), CAST(:currencies AS text[]), CAST(:placedAts AS timestamptz[]),
                           CAST(:haystacks AS text[]), CAST(:actorKinds AS text[]), CAST(:actors AS text[]),
                           CAST(:traceparents AS text[]))
                       WITH ORDINALITY AS r(store_id, shard, store_key, source, ext_id, url, idem_key, content_hash, body,
                           customer, total, currency, placed_at, haystack, actor_kind, actor, traceparent, n)
                 ORDER BY r.source, r.ext_id, r.n
            ), made AS (
                INSERT INTO orders (id, store_id, source, ext_id, url, status, generation, idem_key, content_hash, received_at,
                    due_at, queued_since, audit_seq, audit_head)
                OVERRIDING SYSTEM VALUE
                SELECT id, store_id, source, ext_id, url, 'queued', 1, idem_key, decode(content_hash, 'hex'), :now,
                    :now, :now, 1, audit_hash('', id, 1, :now, actor_kind, actor, 'received', NULL, 'queued', NULL, 0, 1, NULL, NULL)
                  FROM x
                ON CONFLICT ON CONSTRAINT orders_identity_unique DO NOTHING
                RETURNING id, version, audit_head
            ), content AS (
                INSERT INTO order_content (order_id, generation, body)
                SELECT id, 1, x.body FROM made JOIN x USING (id)
            ), search AS (
                INSERT INTO order_search (order_id, store_id, customer, total, currency, placed_at, haystack)
                SELECT id, x.store_id, x.customer, x.total, x.currency, x.placed_at, x.haystack FROM made JOIN x USING (id)
            ), logged AS (
                INSERT INTO audit (order_id, seq, at, actor_kind, actor, action, to_status, attempt, generation, hash)
                SELECT id, 1, :now, x.actor_kind, x.actor, 'received', 'queued', 0, 1, made.audit_head FROM made JOIN x USING (id)
            ), event AS (
                INSERT INTO outbox (topic, shard, key, type, order_id, traceparent, at, payload)
                SELECT '%s', x.shard, x.store_key, '%s', id, x.traceparent, :now, json_build_object('id', x.ext_id,
                    'source', x.source, 'store', x.store_key, 'status', 'queued', 'attempt', 0, 'generation', 1,
                    'version', made.version, 'at', CAST(:now AS timestamptz), 'platformOrderId', NULL)::text
                  FROM made JOIN x USING (id)
            )
            SELECT x.n FROM made JOIN x USING (id)
            """.formatted(EventType.ORDER_CREATED.topic().topicName(), EventType.ORDER_CREATED.code());

    private static final String KNOWN = """
            SELECT o.source, o.ext_id, o.status, encode(o.content_hash, 'hex') AS content_hash
              FROM unnest(CAST(:sources AS text[]), CAST(:extIds AS text[])) AS x(source, ext_id)
              JOIN orders o ON o.source = x.source AND o.ext_id = x.ext_id
            """;

    private record Identity(String source, String id) {}

    private record Known(Identity identity, OrderStatus status, String contentHash) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    IntakeStatement(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @return in the order of the group */
    List<Received> write(List<Submission> group) {
        var inserted = insert(group);
        var known = inserted.size() == group.size() ? Map.<Identity, Known>of() : known(group, inserted);
        var answers = new ArrayList<Received>(group.size());
        for (int i = 0; i < group.size(); i++) {
            answers.add(inserted.contains(i) ? new Received.Accepted() : compare(group.get(i), known));
        }
        return answers;
    }

    /** @return the places in the group of those that were new */
    private Set<Integer> insert(List<Submission> group) {
        return jdbc.sql(INSERT)
                .param("storeIds", column(Integer[]::new, group, s -> s.store().id()))
                .param("shards", column(Integer[]::new, group, s -> s.store().shard()))
                .param("storeKeys", texts(group, s -> s.store().key().value()))
                .param("sources", texts(group, s -> s.content().source()))
                .param("extIds", texts(group, s -> s.content().id()))
                .param("urls", texts(group, s -> s.content().url()))
                .param("keys", texts(group, IntakeStatement::idempotencyKey))
                .param("hashes", texts(group, Submission::contentHash))
                .param("bodies", texts(group, s -> s.order().body()))
                .param("customers", texts(group, Submission::customer))
                .param("totals", texts(group, s -> s.content().total().toPlainString()))
                .param("currencies", texts(group, s -> s.content().currency()))
                .param(
                        "placedAts",
                        texts(group, s -> s.content().placedAt().toInstant().toString()))
                .param("haystacks", texts(group, Submission::haystack))
                .param("actorKinds", texts(group, s -> s.by().kind()))
                .param("actors", texts(group, s -> s.by().name()))
                .param("traceparents", texts(group, Submission::traceparent))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, _) -> row.getInt("n") - 1)
                .set();
    }

    private Map<Identity, Known> known(List<Submission> group, Set<Integer> inserted) {
        var others = IntStream.range(0, group.size())
                .filter(place -> !inserted.contains(place))
                .mapToObj(group::get)
                .toList();
        try {
            return read(others);
        } catch (DataAccessException e) {
            // What is new is committed by now, and is answered as such.
            LOG.warn("What is known of {} orders could not be read; their callers come again", others.size(), e);
            return Map.of();
        }
    }

    private Map<Identity, Known> read(List<Submission> others) {
        return jdbc
                .sql(KNOWN)
                .param("sources", texts(others, s -> s.content().source()))
                .param("extIds", texts(others, s -> s.content().id()))
                .query((row, _) -> new Known(
                        new Identity(row.getString("source"), row.getString("ext_id")),
                        OrderStatus.of(row.getString("status")),
                        row.getString("content_hash")))
                .list() // not stream(), which keeps the connection until it is closed
                .stream()
                .collect(Collectors.toMap(Known::identity, Function.identity(), (one, _) -> one));
    }

    private static Received compare(Submission submission, Map<Identity, Known> known) {
        var content = submission.content();
        var other = known.get(new Identity(content.source(), content.id()));
        if (other == null) {
            return new Received.Unavailable("What is stored under this id could not be read; come again.");
        }
        return other.contentHash().equals(submission.contentHash())
                ? new Received.Duplicate(other.status())
                : new Received.Conflict();
    }

    private static String idempotencyKey(Submission submission) {
        return IdempotencyKey.of(
                submission.content().source(), submission.content().id(), FIRST_GENERATION);
    }

    private static @Nullable String[] texts(List<Submission> group, Function<Submission, @Nullable String> value) {
        return group.stream().map(value).toArray(String[]::new);
    }

    private static <T> T[] column(IntFunction<T[]> array, List<Submission> group, Function<Submission, T> value) {
        return group.stream().map(value).toArray(array);
    }
}
