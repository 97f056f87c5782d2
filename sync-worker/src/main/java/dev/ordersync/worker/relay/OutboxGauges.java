package dev.ordersync.worker.relay;

import dev.ordersync.runtime.Step;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Measures the outbox on every worker, so that a relay that leads nowhere shows too. Reads above a floor of its own. */
final class OutboxGauges implements Step {
    /** Counting stops here: more is simply much. */
    static final int MAX_COUNTED = 100_000;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final OutboxFloor floor = new OutboxFloor();
    private volatile long pending;
    private volatile double oldestSeconds;
    private volatile long parked;

    OutboxGauges(JdbcClient jdbc, Clock clock, MeterRegistry registry, RelayStep relay) {
        this.jdbc = jdbc;
        this.clock = clock;
        Gauge.builder("ordersync.outbox.pending", () -> pending)
                .description("Events that wait to be sent, counted up to " + MAX_COUNTED)
                .register(registry);
        Gauge.builder("ordersync.outbox.oldest.seconds", () -> oldestSeconds)
                .description("Age of the oldest event that waits")
                .register(registry);
        Gauge.builder("ordersync.outbox.parked", () -> parked)
                .description("Events that can never be sent and were set aside")
                .register(registry);
        Gauge.builder("ordersync.relay.leader", () -> relay.leads() ? 1 : 0)
                .description("1 on the worker that relays")
                .register(registry);
    }

    private record Waiting(long count, @Nullable Instant oldest, long firstId, long lastAllocated, long parked) {}

    @Override
    public boolean runOnce() {
        var now = clock.instant();
        var waiting = jdbc.sql("""
                        SELECT count(*) AS n, min(w.at) AS oldest, coalesce(min(w.id), 0) AS first,
                               (SELECT last_value FROM outbox_id_seq) AS allocated,
                               (SELECT count(*) FROM outbox p WHERE p.parked_reason IS NOT NULL) AS parked
                          FROM (SELECT id, at FROM outbox WHERE id > :floor AND parked_reason IS NULL ORDER BY id LIMIT :max) w
                        """)
                .param("floor", floor.at(now))
                .param("max", MAX_COUNTED)
                .query((row, _) -> {
                    var oldest = row.getObject("oldest", OffsetDateTime.class);
                    return new Waiting(
                            row.getLong("n"),
                            oldest == null ? null : oldest.toInstant(),
                            row.getLong("first"),
                            row.getLong("allocated"),
                            row.getLong("parked"));
                })
                .single();
        floor.settled(waiting.count() == 0 ? waiting.lastAllocated() : waiting.firstId() - 1, now);
        pending = waiting.count();
        parked = waiting.parked();
        var oldest = waiting.oldest();
        oldestSeconds =
                oldest == null ? 0 : Math.max(0, Duration.between(oldest, now).toMillis() / 1000.0);
        return false;
    }
}
