package dev.ordersync.worker.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersync.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The relay on a real PostgreSQL; the log is a list. */
class RelayIT {
    private static final Duration SHORT_SILENCE = Duration.ofSeconds(1);

    @AutoClose
    private static final TestDatabase database = TestDatabase.create();

    private final FakeLog log = new FakeLog();
    private final List<RelayStep> relays = new ArrayList<>();
    private @Nullable Instant time;

    @BeforeEach
    void emptyOutbox() {
        database.jdbc().sql("TRUNCATE outbox RESTART IDENTITY").update();
    }

    @AfterEach
    void closeRelays() {
        relays.forEach(RelayStep::close);
    }

    private RelayStep relay(EventLog into, Duration idleTimeout) {
        var clock = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return time == null ? Clock.systemUTC().instant() : time;
            }
        };
        var relay = new RelayStep(database::connect, into, clock, idleTimeout);
        relays.add(relay);
        return relay;
    }

    private RelayStep relay() {
        return relay(log, RelayStep.IDLE_TIMEOUT);
    }

    private static void write(int count) {
        database.jdbc()
                .sql("""
                     INSERT INTO outbox (topic, shard, key, type, order_id, at, payload)
                     SELECT 'ordersync.orders', 7, 'acme', 'ordersync.order.created', n, :at, '{}'
                       FROM generate_series(1, :count) n
                     """)
                .param("at", Instant.EPOCH.atOffset(ZoneOffset.UTC))
                .param("count", count)
                .update();
    }

    private static List<Long> left() {
        return database.jdbc()
                .sql("SELECT id FROM outbox ORDER BY id")
                .query((row, _) -> row.getLong("id"))
                .list();
    }

    private static List<Long> ids(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    @Test
    void givenMoreRowsThanABatch_whenRelayed_thenAllAreSentInOrderAndDeleted() {
        // given
        write(2_500);
        var relay = relay();

        // when
        int passes = 0;
        while (relay.runOnce()) {
            passes++;
        }

        // then
        assertThat(passes).isEqualTo(3);
        assertThat(log.ids()).isEqualTo(ids(1, 2_500));
        assertThat(left()).isEmpty();
    }

    @Test
    void givenOnlySomeAreAcknowledged_whenRelayed_thenOnlyTheyAreDeletedAndTheRestIsSentAgain() {
        // given
        write(4);
        log.answer =
                appended -> new EventLog.Appended(Set.of(1L, 3L), Map.of(), new IllegalStateException("no leader"));
        var relay = relay();

        // when
        relay.runOnce();

        // then
        assertThat(left()).containsExactly(2L, 4L);
        assertThat(relay.leads()).isFalse();
        assertThat(log.resets).isEqualTo(1);
        assertThat(relay.pause()).isEqualTo(Duration.ofSeconds(1));
        log.answer = appended -> appended;
        assertThat(relay.runOnce()).isTrue();
        assertThat(log.ids()).containsExactly(1L, 2L, 3L, 4L, 2L, 4L);
        assertThat(left()).isEmpty();
    }

    @Test
    void givenARowThatCanNeverBeSent_whenRelayed_thenItIsParkedAndTheRestGoesOn() {
        // given
        write(3);
        log.answer = appended -> new EventLog.Appended(Set.of(1L, 3L), Map.of(2L, "too large"), null);
        var relay = relay();

        // when
        relay.runOnce();
        log.answer = appended -> appended;

        // then
        assertThat(relay.runOnce()).isFalse();
        assertThat(database.jdbc()
                        .sql("SELECT parked_reason FROM outbox WHERE id = 2")
                        .query(String.class)
                        .single())
                .isEqualTo("too large");
        assertThat(left()).containsExactly(2L);
        assertThat(relay.leads()).isTrue();
    }

    @Test
    void I16_givenTwoWorkers_whenBothRelay_thenOneLeadsAndTheOtherTakesOverWhenItIsKilled() {
        // given
        write(1);
        var first = relay();
        var second = relay();
        assertThat(first.runOnce()).isTrue();
        write(1);

        // when
        assertThat(second.runOnce()).isFalse();
        assertThat(second.leads()).isFalse();
        database.cutConnections(); // what the server sees of a kill -9

        // then
        await().atMost(Duration.ofSeconds(2)).untilAsserted(() -> {
            second.runOnce(); // its own connection was cut as well
            assertThat(second.leads()).isTrue();
        });
        assertThat(left()).isEmpty();
        assertThat(log.ids()).containsExactly(1L, 2L);
    }

    @Test
    void I16_givenALeaderFrozenWhileSending_whenAnotherTookOver_thenTheFrozenOneDeletesNothing() {
        // given
        write(1);
        var second = relay(log, SHORT_SILENCE);
        var frozen = relay(
                new EventLog() {
                    @Override
                    public Appended append(List<Event> batch) {
                        await().atMost(Duration.ofSeconds(20)).until(() -> {
                            second.runOnce();
                            return second.leads();
                        });
                        write(1); // 2: not read by the frozen one; its late answer claims it
                        return new Appended(Set.of(1L, 2L), Map.of(), null);
                    }

                    @Override
                    public void reset() {}
                },
                SHORT_SILENCE);

        // when
        boolean relayed = frozen.runOnce();

        // then
        assertThat(relayed).isFalse();
        assertThat(frozen.leads()).isFalse();
        assertThat(left()).contains(2L);
        assertThat(log.ids()).startsWith(1L);
    }

    @Test
    void givenTheDatabaseIsAway_whenItComesBack_thenTheRelayLeadsAgain() {
        // given
        var relay = relay();
        relay.runOnce();
        write(1);

        // when
        database.goAway();
        try {
            assertThat(relay.runOnce()).isFalse();
            assertThat(relay.runOnce()).isFalse();
            assertThat(relay.leads()).isFalse();
        } finally {
            database.comeBack();
        }

        // then
        assertThat(relay.runOnce()).isTrue();
        assertThat(left()).isEmpty();
    }

    @Test
    void givenAnIdThatCommitsLate_whenHigherOnesAreDeleted_thenItIsStillSent() throws SQLException {
        // given
        time = Instant.parse("2026-11-24T10:00:00Z");
        var relay = relay();
        try (var late = database.connect()) {
            late.setAutoCommit(false);
            try (var statement = late.createStatement()) {
                statement.executeUpdate("""
                        INSERT INTO outbox (topic, shard, key, type, order_id, at, payload)
                        VALUES ('ordersync.orders', 7, 'acme', 'late', 1, 'epoch', '{}')
                        """);
            }
            write(3);
            relay.runOnce();

            // when: within the floor's lag
            time = time.plusSeconds(4);
            write(1);
            relay.runOnce();
            late.commit();
            relay.runOnce();

            // then
            assertThat(log.ids()).containsExactly(2L, 3L, 4L, 5L, 1L);
        }
    }

    @Test
    void givenManyDeadRowsUnderAnOldSnapshot_whenRelayed_thenAReadTouchesFewPages() throws SQLException {
        // given: nothing deleted can be vacuumed
        time = Instant.parse("2026-11-24T10:00:00Z");
        var relay = relay();
        try (var report = database.connect()) {
            report.setAutoCommit(false);
            try (var statement = report.createStatement()) {
                statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
                statement.execute("SELECT count(*) FROM outbox");
            }
            write(20_000);
            while (relay.runOnce()) {
                assertThat(relay.leads()).isTrue();
            }

            // when
            long fromStart = pagesRead(0);
            time = time.plusSeconds(6);
            relay.runOnce();
            long floor = database.jdbc()
                    .sql("SELECT last_value FROM outbox_id_seq")
                    .query(Long.class)
                    .single();

            // then
            assertThat(fromStart).isGreaterThan(100);
            assertThat(pagesRead(floor)).isLessThan(10);
        }
    }

    /** Pages that the relay's own statement touches, under the relay's own settings. */
    private static long pagesRead(long floor) throws SQLException {
        var sql = LeaderSession.READ
                .replaceFirst("\\?", Long.toString(floor))
                .replaceFirst("\\?", Integer.toString(LeaderSession.BATCH));
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(LeaderSession.PLANS);
            try (var row = statement.executeQuery("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + sql)) {
                row.next();
                var top = JsonMapper.shared().readTree(row.getString(1)).get(0).get("Plan");
                return top.get("Shared Hit Blocks").asLong()
                        + top.get("Shared Read Blocks").asLong();
            }
        }
    }
}
