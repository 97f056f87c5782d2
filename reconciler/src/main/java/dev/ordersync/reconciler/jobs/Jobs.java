package dev.ordersync.reconciler.jobs;

import dev.ordersync.access.Caller;
import dev.ordersync.order.StoreKey;
import dev.ordersync.problem.Refusal;
import dev.ordersync.resolution.Bulk;
import java.sql.Array;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The jobs of bulk actions, as people ask for them, watch them and stop them. */
public final class Jobs {
    /** How long a job can be read after its end. */
    static final Duration KEPT = Duration.ofDays(30);

    private final JdbcClient jdbc;
    private final Clock clock;

    public Jobs(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Makes a job in one statement; it is worked from then on, whatever becomes of this replica. */
    Job create(Caller caller, Bulk.Action action, @Nullable String reason, List<Wanted> orders) {
        var now = utc(clock.instant());
        jdbc.sql("DELETE FROM jobs WHERE ended_at < :before")
                .param("before", utc(clock.instant().minus(KEPT)))
                .update();
        var id = UUID.randomUUID().toString();
        var stores = caller.stores();
        jdbc.sql("""
                 WITH job AS (
                     INSERT INTO jobs (id, action, reason, actor_kind, actor, role, stores, created_at, served_at)
                     VALUES (:id, :action, :reason, :actorKind, :actor, :role, CAST(:stores AS text[]), :now, :now)
                     RETURNING id
                 )
                 INSERT INTO job_orders (job_id, place, order_id, ext_id, source, state, code, detail)
                 SELECT job.id, r.place, r.order_id, r.ext_id, r.source,
                        CASE WHEN r.order_id IS NULL THEN 'refused' ELSE 'waiting' END, r.code, r.detail
                   FROM job
                  CROSS JOIN unnest(CAST(:orders AS bigint[]), CAST(:extIds AS text[]), CAST(:sources AS text[]),
                             CAST(:codes AS text[]), CAST(:details AS text[]))
                        WITH ORDINALITY AS r(order_id, ext_id, source, code, detail, place)
                 """)
                .param("id", id)
                .param("action", action.code())
                .param("reason", reason)
                .param("actorKind", caller.actor().kind())
                .param("actor", caller.actor().name())
                .param("role", caller.role().code())
                .param(
                        "stores",
                        stores == null
                                ? null
                                : stores.stream().map(StoreKey::value).toArray(String[]::new))
                .param("now", now)
                .param("orders", orders.stream().map(Jobs::number).toArray(Long[]::new))
                .param("extIds", orders.stream().map(Wanted::id).toArray(String[]::new))
                .param("sources", orders.stream().map(Wanted::source).toArray(String[]::new))
                .param("codes", refusals(orders, JobOrder.Refused::code))
                .param("details", refusals(orders, JobOrder.Refused::detail))
                .update();
        return get(caller, id);
    }

    private static @Nullable Long number(Wanted wanted) {
        return wanted.order() == null ? null : wanted.order().value();
    }

    private static @Nullable String[] refusals(List<Wanted> orders, Function<JobOrder.Refused, String> part) {
        return orders.stream()
                .map(wanted -> wanted.refused() == null ? null : part.apply(wanted.refused()))
                .toArray(String[]::new);
    }

    /** @throws Refusal 404 for a job that is none, or about stores that the caller may not see */
    public Job get(Caller caller, String id) {
        return jdbc.sql("""
                        SELECT j.state, j.stores,
                               count(*) FILTER (WHERE o.state = 'done') AS done,
                               count(*) FILTER (WHERE o.state = 'refused') AS refused,
                               count(*) FILTER (WHERE o.state = 'waiting') AS waiting
                          FROM jobs j LEFT JOIN job_orders o ON o.job_id = j.id
                         WHERE j.id = :id
                         GROUP BY j.id
                        """)
                .param("id", id)
                .query((row, _) -> maySee(caller, row.getArray("stores"))
                        ? new Job(
                                id,
                                row.getString("state"),
                                row.getInt("done"),
                                row.getInt("refused"),
                                row.getInt("waiting"))
                        : null)
                .optional()
                .orElseThrow(() -> Refusal.notFound("There is no such job."));
    }

    /** What became of each order so far, in the order of the job. */
    public List<JobOrder> results(String id) {
        return jdbc.sql("""
                        SELECT o.ext_id, o.source, j.action, o.state, o.code, o.detail
                          FROM job_orders o JOIN jobs j ON j.id = o.job_id
                         WHERE o.job_id = :id
                         ORDER BY o.place
                        """)
                .param("id", id)
                .query((row, _) -> new JobOrder(
                        row.getString("ext_id"),
                        row.getString("source"),
                        row.getString("action"),
                        row.getString("state"),
                        row.getString("code") == null
                                ? null
                                : new JobOrder.Refused(row.getString("code"), row.getString("detail"))))
                .list();
    }

    /** Stops a job: the order in hand is finished, the others stay as they are. One that has ended stays ended. */
    public Job stop(Caller caller, String id) {
        get(caller, id);
        jdbc.sql("UPDATE jobs SET state = 'stopped', ended_at = :now WHERE id = :id AND state = 'running'")
                .param("now", utc(clock.instant()))
                .param("id", id)
                .update();
        return get(caller, id);
    }

    /** A limited caller sees the jobs of callers who could see no more. */
    private static boolean maySee(Caller caller, @Nullable Array stores) throws SQLException {
        return caller.stores() == null
                || (stores != null
                        && Arrays.stream((String[]) stores.getArray())
                                .allMatch(key -> caller.maySee(new StoreKey(key))));
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
