package dev.ordersync.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.ordersync.content.OrderReader;
import dev.ordersync.order.Actor;
import dev.ordersync.order.StoreKey;
import dev.ordersync.platform.Shop;
import dev.ordersync.problem.Refusal;
import dev.ordersync.runtime.GroupWriter;
import dev.ordersync.store.Store;
import dev.ordersync.store.StorePolicy;
import dev.ordersync.testing.OrderExample;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;

/** What a caller is told when storing does not go well. */
class IntakeTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicInteger wakeUps = new AtomicInteger();

    private static Submission submission() {
        var tree = OrderReader.parse(OrderExample.json().getBytes(StandardCharsets.UTF_8));
        var shop = new Shop("acme-woo", URI.create("https://shop.example"), Map.of(), Duration.ofSeconds(30));
        var store = new Store(
                1,
                new StoreKey("acme-woo"),
                7,
                "http",
                shop,
                List.of(),
                StorePolicy.DEFAULT,
                1,
                1,
                new Store.Health(null, null, false, null, false, Instant.EPOCH, null),
                null,
                null,
                Duration.ZERO,
                Duration.ZERO,
                null);
        return new Submission(OrderReader.check(tree, _ -> true), store, Actor.token("t"), null);
    }

    private Intake running(GroupWriter.Statement<Submission, Received> statement) {
        return new Intake(statement, 1, registry, wakeUps::incrementAndGet);
    }

    @Test
    void givenAStoredGroup_whenTaken_thenTheRelayIsWoken() {
        var intake = running(group ->
                group.stream().<Received>map(_ -> new Received.Accepted()).toList());
        var loop = intake.loop();
        loop.start();
        try {
            assertThat(intake.take(submission())).isEqualTo(new Received.Accepted());
            assertThat(wakeUps).hasValue(1);
        } finally {
            loop.stop();
        }
    }

    @Test
    void givenAFullQueue_whenTaken_thenTheCallerIsToldToComeAgainSoon() throws Exception {
        // given
        var intake = running(group ->
                group.stream().<Received>map(_ -> new Received.Accepted()).toList());
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = callers.submit(() -> intake.take(submission()));
            await().until(() -> intake.waiting() == 1);

            // when
            var refused = intake.take(submission());

            // then
            assertThat(refused).isInstanceOf(Received.Unavailable.class);
            var loop = intake.loop();
            loop.start();
            assertThat(first.get()).isEqualTo(new Received.Accepted());
            loop.stop();
        }
    }

    @Test
    void givenTheDatabaseDoesNotAnswer_whenTaken_thenTheCallerIsToldThatNothingIsStored() {
        assertThat(failing(new DataAccessResourceFailureException("gone")))
                .isInstanceOfSatisfying(
                        Received.Unavailable.class,
                        unavailable -> assertThat(unavailable.detail()).contains("nothing was stored"));
    }

    @Test
    void givenTheConnectionBreaksWhileItIsWritten_whenTaken_thenTheCallerIsToldThatNobodyKnows() {
        var broken = new DataAccessResourceFailureException("I/O error", new SQLException("I/O error", "08006"));

        assertThat(failing(broken))
                .isInstanceOfSatisfying(
                        Received.Unavailable.class,
                        unavailable -> assertThat(unavailable.detail()).contains("nobody knows"));
    }

    @Test
    void givenAnErrorOfOurs_whenTaken_thenItIsNotCalledUnavailable() {
        assertThat(failing(new DataIntegrityViolationException("bug"))).isInstanceOf(Received.Failed.class);
    }

    private Received failing(Exception cause) {
        var intake = running(_ -> {
            throw cause;
        });
        var loop = intake.loop();
        loop.start();
        try {
            return intake.take(submission());
        } finally {
            loop.stop();
        }
    }

    @Test
    void givenNoRoomForAnotherBody_whenAsked_thenTheCallerIsToldToComeAgain() {
        // given
        var room = new IntakeRoom(1024 + 1);

        // when
        try (var _ = room.forOrder(-1)) {
            var refused = catchThrowableOfType(Refusal.class, () -> room.forOrder(10));

            // then
            assertThat(refused.code()).isEqualTo("unavailable");
        }
        room.forOrder(-1).close();
    }
}
