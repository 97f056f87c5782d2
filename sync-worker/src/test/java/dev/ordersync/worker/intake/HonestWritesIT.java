package dev.ordersync.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.ordersync.testing.Http;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The database can't write, each time for another reason: 503 and nothing is stored, or 202 and all is. */
class HonestWritesIT extends IntakeFixture {
    private static final Duration BACK_WITHIN = Duration.ofSeconds(30);

    @Autowired
    @SuppressWarnings("NullAway.Init") // set before each test
    private HikariDataSource pool;

    @Test
    void givenADatabaseThatTakesNoWrites_whenSubmitted_thenTheCallerIsToldToComeAgainAndNothingIsStored() {
        Http.Answer answer;
        database.takeWrites(false);
        try {
            answer = submit(order("RO-1"));
        } finally {
            database.takeWrites(true);
        }

        assertThat(answer.status()).as(answer.text()).isEqualTo(503);
        assertThat(stored("RO-1")).isEqualTo("0 orders, 0 contents, 0 audits, 0 events");
        await().atMost(BACK_WITHIN)
                .untilAsserted(() -> assertThat(submit(order("RO-1")).status()).isEqualTo(202));
        assertThat(stored("RO-1")).startsWith("1 orders, 1 contents, 1 audits");
    }

    @Test
    void givenADatabaseThatFillsUpAtTheLastRow_whenSubmitted_thenTheCallerIsToldToComeAgainAndNothingIsStored()
            throws SQLException {
        run("""
            CREATE FUNCTION disk_full() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$;
            CREATE TRIGGER disk_full BEFORE INSERT ON outbox FOR EACH ROW EXECUTE FUNCTION disk_full()
            """);
        Http.Answer answer;
        try {
            answer = submit(order("FULL-1"));
        } finally {
            run("DROP TRIGGER disk_full ON outbox; DROP FUNCTION disk_full()");
        }

        assertThat(answer.status()).as(answer.text()).isEqualTo(503);
        assertThat(stored("FULL-1")).isEqualTo("0 orders, 0 contents, 0 audits, 0 events");
        assertThat(submit(order("FULL-1")).status()).isEqualTo(202);
    }

    @Test
    void givenAServerThatAcknowledgesBeforeItWritesDown_whenConnected_thenOurSessionsWaitForItAllTheSame()
            throws SQLException {
        run("""
            DO $$ BEGIN
                EXECUTE format('ALTER DATABASE %I SET synchronous_commit = off', current_database());
            END $$
            """);
        database.cutConnections();

        assertThat(JdbcClient.create(pool)
                        .sql("SHOW synchronous_commit")
                        .query(String.class)
                        .single())
                .isEqualTo("on");
    }

    @Test
    void givenADatabaseSlowerThanItsStatementsMay_whenSubmitted_thenTheCallerIsToldToComeAgainAndNothingIsEverStored()
            throws Exception {
        try (var blocker = database.connect();
                var statement = blocker.createStatement()) {
            // given
            blocker.setAutoCommit(false);
            statement.execute("LOCK TABLE order_content IN ACCESS EXCLUSIVE MODE");

            // when: the first is being written, the others wait for their turn behind it
            var answers = IntStream.range(0, 5)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> submit(order("SLOW-" + i))))
                    .toList();

            // then
            assertThat(answers).allSatisfy(answer -> {
                assertThat(answer.get().status()).isEqualTo(503);
                assertThat(answer.get().text()).contains("nothing was stored");
            });
        }
        assertThat(submit(order("SLOW-LAST")).status()).as("the writer goes on").isEqualTo(202);
        assertThat(count("SELECT count(*) FROM orders WHERE ext_id LIKE 'SLOW-%'"))
                .isOne();
    }

    @Test
    void givenNoConnectionIsFree_whenSubmitted_thenTheCallerIsToldToComeAgainAndNothingIsStored() throws Exception {
        var taken = new ArrayList<Connection>();
        try {
            // given
            while (taken.size() < pool.getMaximumPoolSize()) {
                taken.add(pool.getConnection());
            }

            // when
            var answer = submit(order("POOL-1"));

            // then
            assertThat(answer.status()).as(answer.text()).isEqualTo(503);
        } finally {
            for (var connection : taken) {
                connection.close();
            }
        }
        assertThat(stored("POOL-1")).isEqualTo("0 orders, 0 contents, 0 audits, 0 events");
        assertThat(submit(order("POOL-1")).status()).isEqualTo(202);
    }

    private static void run(String sql) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String stored(String id) {
        return "%d orders, %d contents, %d audits, %d events"
                .formatted(
                        count("SELECT count(*) FROM orders WHERE ext_id = '%s'".formatted(id)),
                        count("SELECT count(*) FROM order_content WHERE body LIKE '%%%s%%'".formatted(id)),
                        count("SELECT count(*) FROM audit JOIN orders ON orders.id = order_id WHERE ext_id = '%s'"
                                .formatted(id)),
                        count("SELECT count(*) FROM outbox WHERE payload LIKE '%%%s%%'".formatted(id)));
    }
}
