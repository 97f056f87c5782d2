package dev.ordersync.scenario;

import static dev.ordersync.order.OrderStatus.CANCELLED;
import static dev.ordersync.order.OrderStatus.IN_DOUBT;
import static dev.ordersync.order.OrderStatus.POSTING;
import static dev.ordersync.order.OrderStatus.QUEUED;
import static dev.ordersync.order.OrderStatus.SYNCED;
import static dev.ordersync.scenario.SyncScenario.RETRY_WITHIN;
import static dev.ordersync.scenario.SyncScenario.SETTLE_WINDOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.access.Caller;
import dev.ordersync.access.Role;
import dev.ordersync.ledger.Claims;
import dev.ordersync.order.Actor;
import dev.ordersync.order.OrderId;
import dev.ordersync.order.Outcome;
import dev.ordersync.problem.Refusal;
import dev.ordersync.resolution.Cancel;
import dev.ordersync.resolution.Desk;
import dev.ordersync.resolution.Press;
import dev.ordersync.resolution.Retry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Crashes, replicas, clicks and late answers that meet one order at the wrong moment. */
class RaceScenarioTest {
    private static final Press FORCED =
            new Press(new Caller(Actor.user("ann"), Role.ADMIN, null), null, true, "looked into the shop");
    private static final int THREADS = 4;

    @AutoClose
    private final SyncScenario scenario = new SyncScenario();

    private final Desk desk = new Desk(scenario.jdbc(), scenario.stores(), scenario.clock(), () -> {});

    @Test
    void A12_givenTheShopHasForgottenTheKey_whenARetryIsDueAtLast_thenItIsLookedUpFirst() {
        // given a proof, and then a pause longer than shops keep keys
        var order = scenario.queuedOrder("CV-1");
        scenario.shop().timesOutWithoutApplying();
        scenario.workerRunsOnce();
        scenario.health()
                .pause(scenario.store().id(), "by a test", scenario.clock().instant());
        scenario.runsFor(Duration.ofHours(30));

        // when
        scenario.health().resume(scenario.store().id(), scenario.clock().instant());
        scenario.workerRunsOnce();

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(IN_DOUBT);
        assertThat(scenario.shop().postsOf("CV-1")).isOne();
        scenario.runsFor(Duration.ofMinutes(10));
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(scenario.shop().liveCopiesOf("CV-1")).hasSize(1);
    }

    @Test
    void A14_A17_givenTheShopTookItAndTheOutcomeWasNeverRecorded_whenLookedUp_thenItIsLinkedNotPostedAgain() {
        // given a POST that the shop accepted, whose worker dies, or loses its database, before it is recorded
        var order = scenario.queuedOrder("CV-1");
        scenario.calls().areHeld();
        scenario.workerRunsOnce();
        scenario.calls().runAgain();
        scenario.workerIsReplaced();
        assertThat(scenario.statusOf(order)).isEqualTo(POSTING);

        // when
        scenario.clock().advance(Duration.ofSeconds(60));
        scenario.runsFor(RETRY_WITHIN);

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(scenario.shop().postsOf("CV-1")).isOne();
    }

    @Test
    void A16_G11_givenTheSameHintsForManyWorkers_whenAllClaimAtOnce_thenEachOrderIsClaimedOnce() throws Exception {
        // given
        var orders = new ArrayList<OrderId>();
        for (int i = 0; i < 200; i++) {
            orders.add(scenario.queuedOrder("CV-" + i));
        }
        var now = scenario.clock().instant();
        var wishes = orders.stream()
                .map(id -> new Claims.Wish(
                        id, now.plusSeconds(60), now.minusSeconds(120), now.plus(RETRY_WITHIN), 1, null))
                .toList();
        Callable<List<OrderId>> claims = () -> Claims.claim(scenario.jdbc(), wishes, now).stream()
                .map(claimed -> claimed.id())
                .toList();

        // when
        var claimed = new ArrayList<OrderId>();
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            for (var answer : threads.invokeAll(List.of(claims, claims, claims, claims))) {
                claimed.addAll(answer.get());
            }
        }

        // then, and hints that come back later move nothing either
        assertThat(claimed).hasSize(orders.size()).doesNotHaveDuplicates();
        assertThat(claims.call()).isEmpty();
    }

    @Test
    void D6_givenClicksAndFoundMatchesAtOneInstant_whenBothMove_thenExactlyOneWinsPerOrder() throws Exception {
        // given
        scenario.setting("pauseAfterUnknown", "100000");
        var orders = new ArrayList<OrderId>();
        for (int i = 0; i < 8; i++) {
            orders.add(scenario.queuedOrder("CV-" + i));
            scenario.shop().appliesThenTimesOut();
        }
        scenario.workerRunsOnce();
        var retry = new Retry(desk);
        var retried = new HashSet<OrderId>();

        // when
        try (var threads = Executors.newFixedThreadPool(2)) {
            var clicks = threads.submit(() -> orders.reversed().forEach(order -> {
                try {
                    retry.press(order, FORCED);
                    retried.add(order);
                } catch (Refusal refusal) {
                    assertThat(refusal.code()).isEqualTo("already-synced");
                }
            }));
            var looks = threads.submit(scenario::reconcilerRunsOnce);
            clicks.get();
            looks.get();
        }

        // then
        for (var order : orders) {
            assertThat(scenario.statusOf(order)).isEqualTo(retried.contains(order) ? QUEUED : SYNCED);
        }
    }

    @Test
    void D10_I17_givenAPausedStore_whenTheDeadlinePasses_thenItIsOverdueAndNothingIsPosted() {
        // given
        var doubtful = scenario.queuedOrder("CV-1");
        scenario.shop().timesOutWithoutApplying();
        scenario.workerRunsOnce();
        scenario.shop().cannotBeRead("503");
        scenario.health()
                .pause(scenario.store().id(), "by a test", scenario.clock().instant());
        var waiting = scenario.queuedOrder("CV-2");

        // when
        scenario.runsFor(RETRY_WITHIN.plusMinutes(1));

        // then
        assertThat(scenario.statusOf(doubtful)).isEqualTo(IN_DOUBT);
        assertThat(scenario.column(doubtful, "overdue", Boolean.class)).isTrue();
        assertThat(scenario.column(waiting, "overdue", Boolean.class)).isTrue();
        assertThat(scenario.shop().postsOf("CV-1")).isOne();
        assertThat(scenario.shop().postsOf("CV-2")).isZero();
        assertThat(scenario.jdbc()
                        .sql("SELECT count(*) FROM signals WHERE kind = 'overdue'")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void D11_givenTwoUnknownAttempts_whenTheCopyOfTheFirstShows_thenTheLookupCoversBoth() {
        // given
        var order = scenario.queuedOrder("CV-1");
        scenario.shop().listsLateBy(Duration.ofMinutes(15));
        scenario.shop().appliesThenTimesOut();
        scenario.shop().timesOutWithoutApplying();

        // when
        scenario.runsFor(RETRY_WITHIN.multipliedBy(2));

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(scenario.outcomesOf(order)).containsExactly("unknown", "unknown");
        assertThat(scenario.shop().liveCopiesOf("CV-1")).hasSize(1);
    }

    @Test
    void D12_givenAWishToCancelWhileTheDecisiveLookIsUnderWay_whenItFindsNothing_thenItIsCancelledAndNotStuck() {
        // given
        var order = scenario.queuedOrder("CV-1");
        scenario.shop().timesOutWithoutApplying();
        scenario.workerRunsOnce();
        scenario.runsFor(SETTLE_WINDOW.minusSeconds(30));
        assertThat(scenario.statusOf(order)).isEqualTo(IN_DOUBT);
        scenario.clock().advance(Duration.ofMinutes(2));

        // when
        scenario.shop()
                .whileListing(() ->
                        new Cancel(desk).press(order, new Press(FORCED.caller(), null, false, "changed my mind")));
        scenario.reconcilerRunsOnce();
        scenario.runsFor(RETRY_WITHIN);

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(CANCELLED);
        assertThat(scenario.shop().postsOf("CV-1")).isOne();
    }

    @Test
    void D13_givenACancelWhileItsRecordWaits_whenTheWorkerTakesIt_thenNothingIsPosted() {
        // given
        var order = scenario.queuedOrder("CV-1");
        new Cancel(desk).press(order, new Press(FORCED.caller(), null, false, "changed my mind"));

        // when
        scenario.runsFor(Duration.ofMinutes(1));

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(CANCELLED);
        assertThat(scenario.shop().postsOf("CV-1")).isZero();
    }

    @Test
    void D14_givenAPolicyThatChangesMidway_whenDecided_thenEachDecisionNamesTheVersionItUsed() {
        // given
        scenario.queuedOrder("CV-1");
        scenario.shop().timesOutWithoutApplying();
        scenario.workerRunsOnce();

        // when
        scenario.setting("maxAttempts", "7");
        scenario.runsFor(RETRY_WITHIN);

        // then
        assertThat(policyOf("unknown")).isOne();
        assertThat(policyOf("retry")).isEqualTo(2);
    }

    private int policyOf(String action) {
        return scenario.jdbc()
                .sql("SELECT policy_version FROM audit WHERE action = :action")
                .param("action", action)
                .query(Integer.class)
                .single();
    }

    @Test
    void G8_givenAStoreWhoseShopHangs_whenAnotherStoresOrderComes_thenItIsPostedAtOnce() {
        // given
        for (int i = 0; i < 30; i++) {
            scenario.queuedOrder("CV-" + i);
        }
        scenario.calls().areHeld();
        scenario.workerRunsOnce();
        scenario.calls().newOnesRun();
        var other = scenario.queuedOrder("OTHER-1");
        scenario.jdbc().sql("""
                     WITH other AS (
                         INSERT INTO stores (key, shard, platform, base_url, credentials, alert_emails, policy, state_since,
                             last_verified, shop_id, created_at)
                         SELECT 'other', shard, platform, base_url, credentials, alert_emails, policy, state_since,
                             last_verified, 'shop-of-another', created_at FROM stores
                         RETURNING id)
                     UPDATE orders SET store_id = (SELECT id FROM other) WHERE id = :id
                     """).param("id", other.value()).update();

        // when
        scenario.workerRunsOnce();

        // then
        assertThat(scenario.statusOf(other)).isEqualTo(SYNCED);
    }

    @Test
    void I2_givenAReplicaWithAWrongClock_whenItRuns_thenItClaimsAndJudgesNothing() {
        // given
        var doubtful = scenario.queuedOrder("CV-1");
        scenario.shop().appliesThenTimesOut();
        scenario.workerRunsOnce();
        var waiting = scenario.queuedOrder("CV-2");

        // when
        scenario.newWorker(false).runOnce();
        scenario.newReconciler(false).runOnce();

        // then
        assertThat(scenario.statusOf(waiting)).isEqualTo(QUEUED);
        assertThat(scenario.statusOf(doubtful)).isEqualTo(IN_DOUBT);
    }

    @Test
    void I5_givenARetryIsQueued_whenTheFirstAttemptAnswersLate_thenItIsSyncedAndNotPosted() {
        // given
        var order = scenario.queuedOrder("CV-1");
        scenario.shop().listsLateBy(Duration.ofHours(1));
        scenario.shop().does(sent -> {
            var copy = scenario.shop().save(sent);
            isQueuedAgain(order);
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
    void I5_givenARetryInFlight_whenTheFirstAttemptAnswersLate_thenItIsKeptAndUsedWhenTheRetryEnds() {
        // given
        var order = scenario.queuedOrder("CV-1");
        scenario.shop().listsLateBy(Duration.ofMinutes(12));
        scenario.shop().does(sent -> {
            var copy = scenario.shop().save(sent);
            isQueuedAgain(order);
            scenario.calls().areHeld();
            scenario.newWorker(true).runOnce();
            assertThat(scenario.statusOf(order)).isEqualTo(POSTING);
            return ScriptedShop.accepted(copy);
        });
        scenario.shop().does(_ -> new Outcome.NotSent("connection refused"));
        scenario.workerRunsOnce();
        assertThat(scenario.column(order, "late_evidence", Boolean.class)).isTrue();

        // when the retry turns out not to have been sent; its worker is gone, so its lease ends
        scenario.clock().advance(Duration.ofSeconds(61));
        scenario.runsFor(RETRY_WITHIN);

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(scenario.shop().liveCopiesOf("CV-1")).hasSize(1);
    }

    /** Its lease ends, its window passes, and nothing is found. */
    private void isQueuedAgain(OrderId order) {
        scenario.clock().advance(Duration.ofSeconds(61));
        scenario.upkeepRunsOnce();
        for (int look = 0; look < 3 && scenario.statusOf(order) == IN_DOUBT; look++) {
            scenario.clock().advance(SETTLE_WINDOW.dividedBy(2));
            scenario.reconcilerRunsOnce();
        }
        assertThat(scenario.statusOf(order)).isEqualTo(QUEUED);
    }

    @Test
    void I6_givenAReconcilerWithAnOldNone_whenAnotherHasSeenTheCopy_thenTheOldVerdictMovesNothing() {
        // given
        var order = scenario.queuedOrder("CV-1");
        scenario.shop().listsLateBy(SETTLE_WINDOW.plusMinutes(2));
        scenario.shop().appliesThenTimesOut();
        scenario.workerRunsOnce();
        scenario.reconcilerRunsOnce();
        scenario.clock().advance(SETTLE_WINDOW.plusMinutes(1));
        var other = scenario.newReconciler(true);

        // when the list was read just before the copy shows, and the other one reads just after
        scenario.shop().whileListing(() -> {
            scenario.clock().advance(Duration.ofMinutes(2));
            other.runOnce();
        });
        scenario.reconcilerRunsOnce();

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        scenario.runsFor(RETRY_WITHIN);
        assertThat(scenario.shop().postsOf("CV-1")).isOne();
    }
}
