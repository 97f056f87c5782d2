package dev.ordersync.scenario;

import static dev.ordersync.order.OrderStatus.BROKEN;
import static dev.ordersync.order.OrderStatus.FAILED;
import static dev.ordersync.order.OrderStatus.IN_DOUBT;
import static dev.ordersync.order.OrderStatus.POSTING;
import static dev.ordersync.order.OrderStatus.QUEUED;
import static dev.ordersync.order.OrderStatus.REJECTED;
import static dev.ordersync.order.OrderStatus.SYNCED;
import static dev.ordersync.scenario.SyncScenario.RETRY_WITHIN;
import static dev.ordersync.scenario.SyncScenario.SETTLE_WINDOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** One order, from queued to settled, through each way in which an attempt can end. */
class SettlingScenarioTest {
    @AutoClose
    private final SyncScenario scenario = new SyncScenario();

    @Test
    void givenShopAccepts_whenWorkerRuns_thenOrderIsSyncedWithOnePost() {
        // given
        var order = scenario.queuedOrder("CV-1");

        // when
        scenario.workerRunsOnce();

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(scenario.shop().postsOf("CV-1")).isOne();
        assertThat(scenario.auditOf(order)).containsExactly("claim", "accepted");
        assertThat(scenario.eventsOf(order)).containsExactly("ordersync.order.synced");
    }

    @Test
    void A1_givenShopNeverReplied_thenOrderIsInDoubtAndNotPostedAgain() {
        // given
        var order = scenario.queuedOrder("CV-1");
        scenario.shop().timesOutWithoutApplying();

        // when
        scenario.workerRunsOnce();
        scenario.workerRunsOnce();

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(IN_DOUBT);
        assertThat(scenario.shop().postsOf("CV-1")).isOne();
        assertThat(scenario.timeOf(order, "decide_by"))
                .isEqualTo(scenario.clock().instant().plus(RETRY_WITHIN));
        assertThat(scenario.eventsOf(order)).containsExactly("ordersync.attempt.unknown");
    }

    @Test
    void C1_givenShopAppliedButNeverReplied_whenReconciled_thenOrderIsLinkedNotResent() {
        // given
        var order = scenario.queuedOrder("CV-17");
        scenario.shop().appliesThenTimesOut();
        scenario.workerRunsOnce();
        assertThat(scenario.statusOf(order)).isEqualTo(IN_DOUBT);

        // when
        scenario.reconcilerRunsOnce();

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(scenario.shop().copiesOf("CV-17")).hasSize(1);
        assertThat(scenario.shop().postsOf("CV-17")).isOne();
    }

    @Test
    void D1_givenNothingArrived_whenTheWindowHasPassed_thenItIsPostedAgainWithinThirtyMinutes() {
        // given
        var order = scenario.queuedOrder("CV-1");
        scenario.shop().timesOutWithoutApplying();
        scenario.workerRunsOnce();

        // when
        scenario.runsFor(RETRY_WITHIN);

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(scenario.shop().postsOf("CV-1")).isEqualTo(2);
        assertThat(scenario.shop().liveCopiesOf("CV-1")).hasSize(1);
        assertThat(scenario.outcomesOf(order)).containsExactly("unknown", "accepted");
    }

    @Test
    void I3_givenNothingArrived_whenOneInstantBeforeTheWindowEnds_thenItIsNotPostedYet() {
        // given
        var order = scenario.queuedOrder("CV-1");
        scenario.shop().timesOutWithoutApplying();
        scenario.workerRunsOnce();

        // when
        scenario.runsFor(SETTLE_WINDOW.minusMillis(1));

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(IN_DOUBT);
        assertThat(scenario.shop().postsOf("CV-1")).isOne();
    }

    @Test
    void B1_B16_givenTheCopyShowsLate_whenItAppears_thenItIsLinkedAndNotRetried() {
        // given
        var order = scenario.queuedOrder("CV-1");
        scenario.shop().listsLateBy(Duration.ofMinutes(5));
        scenario.shop().appliesThenTimesOut();

        // when
        scenario.runsFor(RETRY_WITHIN);

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(scenario.shop().postsOf("CV-1")).isOne();
    }

    @Test
    void B3_givenTheShopCannotBeRead_whenTheDeadlinePasses_thenItIsOverdueAndNeverRetried() {
        // given
        var order = scenario.queuedOrder("CV-1");
        scenario.shop().timesOutWithoutApplying();
        scenario.shop().cannotBeRead("503");

        // when
        scenario.runsFor(RETRY_WITHIN.multipliedBy(2));

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(IN_DOUBT);
        assertThat(scenario.column(order, "overdue", Boolean.class)).isTrue();
        assertThat(scenario.shop().postsOf("CV-1")).isOne();

        // and when it can be read again
        scenario.shop().canBeRead();
        scenario.runsFor(Duration.ofMinutes(5));
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(scenario.shop().liveCopiesOf("CV-1")).hasSize(1);
    }

    @Test
    void A2_givenTheShopCannotBeReached_thenItWaitsAndIsSentLater() {
        // given
        var order = scenario.queuedOrder("CV-1");
        scenario.shop().cannotBeReached();

        // when
        scenario.workerRunsOnce();

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(QUEUED);
        scenario.runsFor(Duration.ofMinutes(2));
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(scenario.outcomesOf(order)).containsExactly("not_sent", "accepted");
    }

    @Test
    void A7_givenTheShopTookItWithoutAnId_whenItIsFound_thenItIsLinked() {
        // given
        var order = scenario.queuedOrder("CV-1");
        scenario.shop().acceptsWithoutId();

        // when
        scenario.runsFor(Duration.ofMinutes(1));

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(scenario.shop().postsOf("CV-1")).isOne();
    }

    @Test
    void A7_givenTheShopSaidItTookItAndItIsNotThere_whenTheDeadlinePasses_thenItIsBrokenNotRetried() {
        // given
        var order = scenario.queuedOrder("CV-1");
        scenario.shop().saysItTookItAndDidNot();

        // when
        scenario.runsFor(RETRY_WITHIN.plusMinutes(5));

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(BROKEN);
        assertThat(scenario.shop().postsOf("CV-1")).isOne();
    }

    @Test
    void A13_I12_givenTheWorkerIsKilledAfterTheClaim_whenTheLeaseEnds_thenItIsInDoubtAndLookedUp() {
        // given
        var order = scenario.queuedOrder("CV-1");
        scenario.calls().areLost();
        scenario.workerRunsOnce();
        assertThat(scenario.statusOf(order)).isEqualTo(POSTING);
        scenario.workerIsReplaced();
        scenario.calls().runAgain();

        // when
        scenario.clock().advance(Duration.ofSeconds(60));
        scenario.upkeepRunsOnce();

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(IN_DOUBT);
        scenario.runsFor(RETRY_WITHIN);
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(scenario.outcomesOf(order)).containsExactly("unknown", "accepted");
        assertThat(scenario.shop().liveCopiesOf("CV-1")).hasSize(1);
    }

    @Test
    void I1_givenAWorkerFrozenPastItsLease_whenItWakes_thenItWritesNothing() {
        // given
        var order = scenario.queuedOrder("CV-1");
        scenario.calls().areHeld();
        scenario.workerRunsOnce();

        // when
        scenario.clock().advance(Duration.ofSeconds(31));
        scenario.calls().runAgain();
        scenario.workerRunsOnce();

        // then
        assertThat(scenario.outcomesOf(order)).containsExactly("not_sent");
        assertThat(scenario.shop().postsOf("CV-1")).isZero();
    }

    @Test
    void A15_lateAnswerAfterLease_isLinkedAsEvidence() {
        // given
        var order = scenario.queuedOrder("CV-1");
        scenario.shop().does(sent -> {
            var copy = scenario.shop().save(sent);
            scenario.clock().advance(Duration.ofSeconds(70));
            scenario.upkeepRunsOnce();
            assertThat(scenario.statusOf(order)).isEqualTo(IN_DOUBT);
            return ScriptedShop.accepted(copy);
        });

        // when
        scenario.workerRunsOnce();

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        scenario.runsFor(RETRY_WITHIN);
        assertThat(scenario.shop().postsOf("CV-1")).isOne();
    }

    @Test
    void D9_givenNothingEverArrives_whenTheBudgetIsUsedUp_thenItIsFailed() {
        // given
        var order = scenario.queuedOrder("CV-1");
        for (int i = 0; i < 10; i++) {
            scenario.shop().timesOutWithoutApplying();
        }

        // when
        scenario.runsFor(Duration.ofHours(2));

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(FAILED);
        assertThat(scenario.shop().postsOf("CV-1")).isEqualTo(5);
    }

    @Test
    void givenTheShopRefusesIt_thenItIsRejected() {
        var order = scenario.queuedOrder("CV-1");
        scenario.shop().refuses();

        scenario.workerRunsOnce();

        assertThat(scenario.statusOf(order)).isEqualTo(REJECTED);
        assertThat(scenario.eventsOf(order)).containsExactly("ordersync.order.rejected");
    }

    @Test
    void A8_givenTheShopRefusesOurCredentials_thenTheStoreIsHeldAndTheOrderWaits() {
        // given
        var order = scenario.queuedOrder("CV-1");
        scenario.shop().refusesCredentials();

        // when
        scenario.runsFor(Duration.ofMinutes(10));

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(QUEUED);
        assertThat(scenario.store().stateReason()).startsWith("unauthorized: ");
        assertThat(scenario.shop().postsOf("CV-1")).isOne();

        // and when the hold is lifted
        scenario.health().liftHold(scenario.store().id(), scenario.clock().instant());
        scenario.runsFor(Duration.ofMinutes(1));
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
    }

    @Test
    void I4_givenAProofThatHasAged_whenTheOrderWouldBePosted_thenItIsLookedUpAgainFirst() {
        // given
        var order = scenario.queuedOrder("CV-1");
        scenario.shop().timesOutWithoutApplying();
        scenario.workerRunsOnce();
        scenario.health()
                .pause(scenario.store().id(), "by a test", scenario.clock().instant());
        scenario.runsFor(Duration.ofMinutes(20));
        assertThat(scenario.statusOf(order)).isEqualTo(QUEUED);

        // when the copy appears after the proof, and the store is resumed
        scenario.shop().merchantTypesIn(Orders.content("CV-1"));
        scenario.health().resume(scenario.store().id(), scenario.clock().instant());
        scenario.workerRunsOnce();

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(IN_DOUBT);
        scenario.runsFor(Duration.ofMinutes(5));
        assertThat(scenario.statusOf(order)).isEqualTo(BROKEN);
        assertThat(scenario.shop().postsOf("CV-1")).isOne();
    }

    @Test
    void I14_givenAHalfWrittenCopy_whenTheWindowEnds_thenItIsFlaggedNeitherLinkedNorRetried() {
        // given
        var order = scenario.queuedOrder("CV-1");
        scenario.shop().writesHalfThenTimesOut();

        // when
        scenario.runsFor(SETTLE_WINDOW.minusSeconds(10));
        assertThat(scenario.statusOf(order)).isEqualTo(IN_DOUBT);
        scenario.runsFor(Duration.ofMinutes(5));

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(BROKEN);
        assertThat(scenario.shop().postsOf("CV-1")).isOne();
    }

    @Test
    void C6_givenALikelyCopyWithoutReference_whenTheWindowEnds_thenItIsFlagged() {
        // given
        var order = scenario.queuedOrder("CV-1");
        scenario.shop().appliesWithoutReferenceThenTimesOut();

        // when
        scenario.runsFor(RETRY_WITHIN);

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(BROKEN);
        assertThat(scenario.shop().postsOf("CV-1")).isOne();
    }

    @Test
    void D2_givenTheFirstCopyShowsAfterTheRetry_whenTheTwinWatchLooks_thenTheTwinIsRecorded() {
        // given
        var order = scenario.queuedOrder("CV-1");
        scenario.shop().listsLateBy(Duration.ofMinutes(25));
        scenario.shop().appliesThenTimesOut();

        // when
        scenario.runsFor(Duration.ofMinutes(90));

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(scenario.jdbc()
                        .sql("SELECT count(*) FROM twins")
                        .query(Long.class)
                        .single())
                .isOne();
        assertThat(scenario.eventsOf(order)).endsWith("ordersync.order.twin-found");
    }
}
