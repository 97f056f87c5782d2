package dev.ordersync.scenario;

import static dev.ordersync.order.OrderStatus.BROKEN;
import static dev.ordersync.order.OrderStatus.IN_DOUBT;
import static dev.ordersync.order.OrderStatus.SYNCED;
import static dev.ordersync.scenario.SyncScenario.RETRY_WITHIN;
import static dev.ordersync.scenario.SyncScenario.SETTLE_WINDOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a look into the shop shows, and what it proves. */
class LookupScenarioTest {
    @AutoClose
    private final SyncScenario scenario = new SyncScenario();

    @Test
    void B1_I9_givenALateList_whenTheCopyIsLinked_thenTheLagIsMeasuredAndLiftsLaterWindows() {
        // given
        var order = scenario.queuedOrder("CV-1");
        scenario.shop().listsLateBy(Duration.ofMinutes(8));
        scenario.shop().appliesThenTimesOut();

        // when
        scenario.runsFor(RETRY_WITHIN);

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(scenario.store().measuredLag()).isBetween(Duration.ofMinutes(8), SETTLE_WINDOW.plusMinutes(1));
    }

    @Test
    void I9_givenALagAboveTheSettleWindow_whenADoubtBegins_thenItsWindowIsLiftedToTheLag() {
        // given
        scenario.jdbc()
                .sql("UPDATE stores SET measured_lag_ms = 900000, version = version + 1")
                .update();
        var order = scenario.queuedOrder("CV-1");
        scenario.shop().timesOutWithoutApplying();

        // when
        scenario.workerRunsOnce();

        // then
        assertThat(scenario.timeOf(order, "settles_at"))
                .isEqualTo(scenario.clock().instant().plus(Duration.ofMinutes(15)));
    }

    @Test
    void I9_givenAnOrderInDoubt_whenThePolicysWindowIsShortened_thenItsOwnStays() {
        // given
        var order = scenario.queuedOrder("CV-1");
        scenario.shop().timesOutWithoutApplying();
        scenario.workerRunsOnce();
        var settlesAt = scenario.timeOf(order, "settles_at");
        var decideBy = scenario.timeOf(order, "decide_by");

        // when
        scenario.setting("settleWindow", "\"PT1M\"");
        scenario.setting("retryWithin", "\"PT2M\"");
        scenario.runsFor(Duration.ofMinutes(5));

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(IN_DOUBT);
        assertThat(scenario.timeOf(order, "settles_at")).isEqualTo(settlesAt);
        assertThat(scenario.timeOf(order, "decide_by")).isEqualTo(decideBy);
        assertThat(scenario.shop().postsOf("CV-1")).isOne();
    }

    @Test
    void B11_givenAShopSevenMinutesBehind_whenLookedUp_thenTheCopyIsFoundAndTheSkewIsKept() {
        // given
        var order = scenario.queuedOrder("CV-1");
        scenario.shop().clockIsOffBy(Duration.ofMinutes(-7));
        scenario.shop().appliesThenTimesOut();
        scenario.workerRunsOnce();

        // when
        scenario.reconcilerRunsOnce();
        scenario.runsFor(Duration.ofMinutes(2));

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(scenario.shop().postsOf("CV-1")).isOne();
        assertThat(scenario.store().clockSkew()).isBetween(Duration.ofMinutes(-7), Duration.ofMinutes(-6));
    }

    @Test
    void B11_givenAShopHoursBehind_whenTheCopyHasNoReference_thenTheWrongWindowProvesNothing() {
        // given
        var order = scenario.queuedOrder("CV-1");
        scenario.shop().clockIsOffBy(Duration.ofHours(-5));
        scenario.shop().appliesWithoutReferenceThenTimesOut();
        scenario.workerRunsOnce();

        // when the first look of all is the decisive one
        scenario.clock().advance(SETTLE_WINDOW.plusMinutes(1));
        scenario.reconcilerRunsOnce();

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(IN_DOUBT);
        scenario.runsFor(RETRY_WITHIN);
        assertThat(scenario.statusOf(order)).isEqualTo(BROKEN);
        assertThat(scenario.shop().postsOf("CV-1")).isOne();
    }

    @Test
    void B12_givenAnOrderPlacedHoursBeforeItsPost_whenLookedUp_thenTheWindowFollowsTheAttempt() {
        // given
        var placed = Instant.parse("2026-11-24T04:00:00Z").toString();
        var order = scenario.queuedOrder("CV-1", Orders.body("CV-1").replace("2026-11-24T09:59:00Z", placed));
        scenario.shop().appliesWithoutReferenceThenTimesOut();

        // when
        scenario.runsFor(RETRY_WITHIN);

        // then it is a candidate, though without a reference
        assertThat(scenario.statusOf(order)).isEqualTo(BROKEN);
        assertThat(scenario.shop().postsOf("CV-1")).isOne();
    }

    @Test
    void B13_G1_givenReadsAreRefused_whenLookedUp_thenTheStoreIsHeldAndNothingIsConcluded() {
        // given
        var order = scenario.queuedOrder("CV-1");
        scenario.shop().timesOutWithoutApplying();
        scenario.shop().refusesReads();

        // when
        scenario.runsFor(RETRY_WITHIN);

        // then
        assertThat(scenario.store().stateReason()).startsWith("unauthorized: ");
        assertThat(scenario.statusOf(order)).isEqualTo(IN_DOUBT);
        assertThat(scenario.shop().postsOf("CV-1")).isOne();

        // and when the credentials work again
        scenario.shop().canBeRead();
        scenario.health().liftHold(scenario.store().id(), scenario.clock().instant());
        scenario.runsFor(Duration.ofMinutes(10));
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(scenario.shop().liveCopiesOf("CV-1")).hasSize(1);
    }

    @Test
    void C2_givenOurReferenceWithAnotherAddress_whenLookedUp_thenItIsLinked() {
        // given
        var order = scenario.queuedOrder("CV-1");
        scenario.shop().appliesThenTimesOut();
        scenario.workerRunsOnce();
        scenario.shop().merchantEdits("CV-1");

        // when
        scenario.reconcilerRunsOnce();

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
    }

    @Test
    void C3_givenTwoIdenticalOrdersAndOneCopy_whenSettled_thenEachHasItsOwn() {
        // given
        var first = scenario.queuedOrder("CV-1");
        var second = scenario.queuedOrder("CV-2");
        scenario.shop().appliesThenTimesOut();
        scenario.shop().timesOutWithoutApplying();

        // when
        scenario.runsFor(RETRY_WITHIN);

        // then
        assertThat(scenario.statusOf(first)).isEqualTo(SYNCED);
        assertThat(scenario.statusOf(second)).isEqualTo(SYNCED);
        assertThat(scenario.shop().liveCopiesOf("CV-1")).hasSize(1);
        assertThat(scenario.shop().liveCopiesOf("CV-2")).hasSize(1);
    }

    @Test
    void C4_givenTwoIdenticalOrdersAndOneCopyWithoutReference_whenSettled_thenNeitherIsDecidedAlone() {
        // given
        var first = scenario.queuedOrder("CV-1");
        var second = scenario.queuedOrder("CV-2");
        scenario.shop().appliesWithoutReferenceThenTimesOut();
        scenario.shop().timesOutWithoutApplying();

        // when
        scenario.runsFor(RETRY_WITHIN);

        // then
        assertThat(scenario.statusOf(first)).isEqualTo(BROKEN);
        assertThat(scenario.statusOf(second)).isEqualTo(BROKEN);
        assertThat(scenario.column(first, "reason", String.class)).contains("may be this one or CV-2");
        assertThat(scenario.column(second, "reason", String.class)).contains("may be this one or CV-1");
        assertThat(scenario.shop().postsOf("CV-1") + scenario.shop().postsOf("CV-2"))
                .isEqualTo(2);
    }

    @Test
    void C4_givenTheTwinOrderIsWithAPersonAlready_whenTheOtherSettles_thenItIsNotDecidedAloneEither() {
        // given
        var first = scenario.queuedOrder("CV-1");
        scenario.shop().appliesWithoutReferenceThenTimesOut();
        scenario.runsFor(RETRY_WITHIN);
        var second = scenario.queuedOrder("CV-2");
        scenario.shop().timesOutWithoutApplying();

        // when
        scenario.runsFor(RETRY_WITHIN);

        // then
        assertThat(scenario.statusOf(first)).isEqualTo(BROKEN);
        assertThat(scenario.statusOf(second)).isEqualTo(BROKEN);
        assertThat(scenario.column(second, "reason", String.class)).contains("may be this one or CV-1");
        assertThat(scenario.shop().postsOf("CV-2")).isOne();
    }

    @Test
    void C13_givenACopyThatIsPlainlyAnotherOrdersInDoubt_whenSettled_thenItIsNoCandidateOfThisOne() {
        // given one buyer, two orders of different things, and the copy of the first
        var first = scenario.queuedOrder("CV-1");
        var second = scenario.queuedOrder(
                "CV-2", Orders.body("CV-2", "zoe@example.com", "MUG-9").replace("Tee, M", "Mug, blue"));
        scenario.shop().appliesWithoutReferenceThenTimesOut();
        scenario.shop().timesOutWithoutApplying();

        // when
        scenario.runsFor(RETRY_WITHIN);

        // then the first waits for a person, and the second was sent again
        assertThat(scenario.statusOf(first)).isEqualTo(BROKEN);
        assertThat(scenario.statusOf(second)).isEqualTo(SYNCED);
        assertThat(scenario.shop().postsOf("CV-1")).isOne();
        assertThat(scenario.shop().liveCopiesOf("CV-2")).hasSize(1);
    }

    @Test
    void C5_givenAnEarlierPurchaseThatIsLinked_whenLookedUp_thenItIsNoCandidate() {
        // given
        scenario.queuedOrder("CV-0");
        scenario.workerRunsOnce();
        var order = scenario.queuedOrder("CV-1");
        scenario.shop().timesOutWithoutApplying();

        // when
        scenario.runsFor(RETRY_WITHIN);

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(scenario.shop().postsOf("CV-1")).isEqualTo(2);
        assertThat(scenario.shop().liveCopiesOf("CV-1")).hasSize(1);
    }

    @Test
    void C14_givenATestOrderThatLooksTheSame_whenLookedUp_thenItIsExcluded() {
        // given
        var order = scenario.queuedOrder("CV-1");
        scenario.shop().timesOutWithoutApplying();
        scenario.shop()
                .isTestOrder(
                        scenario.shop().merchantTypesIn(Orders.content("CV-1")).id());

        // when
        scenario.runsFor(RETRY_WITHIN);

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(scenario.shop().postsOf("CV-1")).isEqualTo(2);
    }

    @Test
    void I15_givenManyOrdersInDoubt_whenTheStoreIsLookedAt_thenOneScanServesThemAll() {
        // given
        scenario.setting("pauseAfterUnknown", "100000");
        for (int i = 0; i < 60; i++) {
            scenario.queuedOrder("CV-" + i);
            scenario.shop().timesOutWithoutApplying();
        }
        for (int second = 0; second < 10; second++) {
            scenario.workerRunsOnce();
            scenario.clock().advance(Duration.ofSeconds(1));
        }
        int before = scenario.shop().scans();

        // when
        scenario.reconcilerRunsOnce();

        // then
        assertThat(scenario.shop().scans()).isEqualTo(before + 1);
        assertThat(scenario.jdbc()
                        .sql("SELECT count(*) FROM orders WHERE doubt_lookups = 1")
                        .query(Long.class)
                        .single())
                .isEqualTo(60);
    }

    @Test
    void I15_givenAShopThatCannotBeRead_whenManyOrdersAreInDoubt_thenTheFirstQuestionIsTheLast() {
        // given
        scenario.setting("pauseAfterUnknown", "100000");
        for (int i = 0; i < 8; i++) {
            scenario.queuedOrder("CV-" + i);
            scenario.shop().timesOutWithoutApplying();
        }
        scenario.workerRunsOnce();
        scenario.shop().cannotBeRead("503");

        // when
        scenario.reconcilerRunsOnce();

        // then
        assertThat(scenario.shop().questions()).isOne();
    }

    /** The documented limit: nothing in the shop tells it from an order that never arrived. */
    @Test
    void B8_givenTheCopyIsDeletedWithoutATrace_whenLookedUp_thenItIsSentAgain() {
        // given
        var order = scenario.queuedOrder("CV-1");
        scenario.shop().appliesThenTimesOut();
        scenario.workerRunsOnce();
        scenario.shop().merchantDeletes("CV-1");

        // when
        scenario.runsFor(RETRY_WITHIN);

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(scenario.shop().postsOf("CV-1")).isEqualTo(2);
        assertThat(scenario.shop().liveCopiesOf("CV-1")).hasSize(1);
    }
}
