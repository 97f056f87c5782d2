package dev.ordersync.scenario;

import static dev.ordersync.order.OrderStatus.IN_DOUBT;
import static dev.ordersync.order.OrderStatus.POSTING;
import static dev.ordersync.order.OrderStatus.QUEUED;
import static dev.ordersync.order.OrderStatus.SYNCED;
import static dev.ordersync.scenario.SyncScenario.RETRY_WITHIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.worker.posting.PostingEngine;
import dev.ordersync.worker.posting.WorkerSteps;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A worker that is told to end while the shop has not answered yet. */
class ShutdownScenarioTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @AutoClose
    private final SyncScenario scenario = new SyncScenario();

    private final PostingEngine worker = scenario.newWorker(true);
    private final WorkerSteps steps = new WorkerSteps(worker);

    @Test
    void A18_givenAPostInFlight_whenShutDown_thenItIsAwaitedAndNothingNewIsClaimed()
            throws InterruptedException, ExecutionException, TimeoutException {
        // given
        var order = scenario.queuedOrder("CV-1");
        scenario.calls().areHeld();
        worker.runOnce();
        assertThat(scenario.statusOf(order)).isEqualTo(POSTING);
        steps.stopClaiming();
        var other = scenario.queuedOrder("CV-2");
        worker.runOnce();

        // when
        try (var thread = Executors.newSingleThreadExecutor()) {
            var ended = thread.submit(() -> steps.shutDown(LONG));
            scenario.calls().runAgain();
            worker.runOnce();
            ended.get(LONG.toSeconds(), TimeUnit.SECONDS);
        }

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(scenario.statusOf(other)).isEqualTo(QUEUED);
        assertThat(scenario.outcomesOf(order)).containsExactly("accepted");
    }

    @Test
    void A18_givenAPostThatOutlastsTheLimit_whenShutDown_thenItsLeaseEndsInDoubtAndItIsNotPostedAgain() {
        // given
        var order = scenario.queuedOrder("CV-1");
        scenario.calls().areHeld();
        worker.runOnce();

        // when
        steps.shutDown(Duration.ZERO);
        scenario.shop().accepts();
        scenario.calls().runAgain(); // the shop took it, and nobody is there to record it
        scenario.clock().advance(Duration.ofMinutes(2));
        scenario.upkeepRunsOnce();

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(IN_DOUBT);
        scenario.runsFor(RETRY_WITHIN);
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(scenario.shop().postsOf("CV-1")).isOne();
    }
}
