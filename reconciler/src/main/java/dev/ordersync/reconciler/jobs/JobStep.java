package dev.ordersync.reconciler.jobs;

import dev.ordersync.access.Caller;
import dev.ordersync.access.Role;
import dev.ordersync.order.Actor;
import dev.ordersync.order.OrderId;
import dev.ordersync.order.StoreKey;
import dev.ordersync.problem.Problems;
import dev.ordersync.problem.Refusal;
import dev.ordersync.resolution.Bulk;
import dev.ordersync.resolution.Press;
import dev.ordersync.runtime.Step;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Presses the button of a bulk action order by order, each judged on the facts of its turn. A job is leased, and the
 * lease renewed before every order: one that was stopped, or taken over since this replica froze, is left alone. A crash
 * between a press and its note repeats that press on another replica, which every button bears.
 */
public final class JobStep implements Step {
    /** Orders of one job before another job gets its turn. */
    static final int GROUP = 20;

    /** Longer than one press takes, the reading of a shop included. */
    static final Duration LEASE = Duration.ofMinutes(2);

    private static final Logger LOG = LoggerFactory.getLogger(JobStep.class);

    private record Leased(String id, Bulk.Action action, Press press) {}

    private record Turn(int place, OrderId order) {}

    private final JdbcClient jdbc;
    private final Bulk bulk;
    private final Clock clock;

    public JobStep(JdbcClient jdbc, Bulk bulk, Clock clock) {
        this.jdbc = jdbc;
        this.bulk = bulk;
        this.clock = clock;
    }

    @Override
    public boolean runOnce() {
        var worker = UUID.randomUUID().toString();
        var leased = lease(worker);
        leased.ifPresent(job -> work(job, worker));
        return leased.isPresent();
    }

    private void work(Leased job, String worker) {
        for (var turn : next(job)) {
            if (!renew(job, worker)) {
                return;
            }
            note(job, turn, press(job, turn));
        }
        release(job, worker);
    }

    private Optional<Leased> lease(String worker) {
        return jdbc.sql("""
                        UPDATE jobs j
                           SET worker = :worker, lease_until = :until, served_at = :now
                         WHERE j.id = (SELECT f.id FROM jobs f
                                        WHERE f.state = 'running' AND (f.lease_until IS NULL OR f.lease_until <= :now)
                                        ORDER BY f.served_at, f.id
                                        LIMIT 1)
                           AND j.state = 'running' AND (j.lease_until IS NULL OR j.lease_until <= :now)
                        RETURNING j.id, j.action, j.reason, j.actor_kind, j.actor, j.role, j.stores
                        """)
                .param("worker", worker)
                .param("until", until())
                .param("now", now())
                .query((row, _) -> leased(row))
                .optional();
    }

    private static Leased leased(ResultSet row) throws SQLException {
        var caller = new Caller(
                new Actor(row.getString("actor_kind"), row.getString("actor")),
                Role.of(row.getString("role")),
                stores(row));
        return new Leased(
                row.getString("id"),
                Bulk.Action.of(row.getString("action")).orElseThrow(),
                new Press(caller, null, false, row.getString("reason")));
    }

    private static @Nullable Set<StoreKey> stores(ResultSet row) throws SQLException {
        var stores = row.getArray("stores");
        return stores == null
                ? null
                : Arrays.stream((String[]) stores.getArray()).map(StoreKey::new).collect(Collectors.toSet());
    }

    private List<Turn> next(Leased job) {
        return jdbc.sql("""
                        SELECT place, order_id FROM job_orders
                         WHERE job_id = :job AND state = 'waiting'
                         ORDER BY place
                         LIMIT :group
                        """)
                .param("job", job.id())
                .param("group", GROUP)
                .query((row, _) -> new Turn(row.getInt("place"), new OrderId(row.getLong("order_id"))))
                .list();
    }

    /** @return false: stopped by a person, or another replica's by now */
    private boolean renew(Leased job, String worker) {
        return jdbc.sql(
                                "UPDATE jobs SET lease_until = :until WHERE id = :id AND state = 'running' AND worker = :worker")
                        .param("until", until())
                        .param("id", job.id())
                        .param("worker", worker)
                        .update()
                == 1;
    }

    /** Lets the next replica on; a job with nothing left is done. */
    private void release(Leased job, String worker) {
        jdbc.sql("""
                 UPDATE jobs j
                    SET worker = NULL, lease_until = NULL,
                        state = CASE WHEN w.left THEN 'running' ELSE 'done' END,
                        ended_at = CASE WHEN w.left THEN NULL ELSE CAST(:now AS timestamptz) END
                   FROM (SELECT EXISTS (SELECT 1 FROM job_orders WHERE job_id = :id AND state = 'waiting') AS left) w
                  WHERE j.id = :id AND j.state = 'running' AND j.worker = :worker
                 """)
                .param("now", now())
                .param("id", job.id())
                .param("worker", worker)
                .update();
    }

    /** @return why it was refused; null: done */
    private JobOrder.@Nullable Refused press(Leased job, Turn turn) {
        try {
            bulk.press(job.action(), turn.order(), job.press());
            return null;
        } catch (Refusal refusal) {
            return JobOrder.Refused.of(refusal);
        } catch (RuntimeException e) {
            if (Problems.isDatabaseAway(e)) {
                throw e;
            }
            // One order's trouble must not keep the others of the job waiting for ever.
            LOG.error(
                    "A bulk {} failed on one order: job={} place={}",
                    job.action().code(),
                    job.id(),
                    turn.place(),
                    e);
            return new JobOrder.Refused("internal", "Something went wrong on our side.");
        }
    }

    private void note(Leased job, Turn turn, JobOrder.@Nullable Refused refused) {
        jdbc.sql("""
                 UPDATE job_orders SET state = :state, code = :code, detail = :detail
                  WHERE job_id = :job AND place = :place AND state = 'waiting'
                 """)
                .param("state", refused == null ? "done" : "refused")
                .param("code", refused == null ? null : refused.code())
                .param("detail", refused == null ? null : refused.detail())
                .param("job", job.id())
                .param("place", turn.place())
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private OffsetDateTime until() {
        return clock.instant().plus(LEASE).atOffset(ZoneOffset.UTC);
    }
}
