package dev.ordersync.scenario;

import static dev.ordersync.order.OrderStatus.BROKEN;
import static dev.ordersync.order.OrderStatus.RESYNCING;
import static dev.ordersync.order.OrderStatus.SYNCED;
import static dev.ordersync.scenario.Presses.forced;
import static dev.ordersync.scenario.SyncScenario.RETRY_WITHIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersync.problem.Refusal;
import dev.ordersync.resolution.IfNotDeletable;
import dev.ordersync.resolution.Resync;
import dev.ordersync.resolution.Target;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A broken order's copy on its way out of the shop. */
class VoidingScenarioTest extends VoidingFixture {
    @Test
    void E5_givenAFulfilledCopy_whenResynced_thenItIsRefusedUnlessForced() {
        // given
        var order = scenario.brokenOrder("CV-1");
        scenario.shop().merchantFulfils("CV-1");

        // when
        assertThatThrownBy(() -> resync(order, IfNotDeletable.REFUSE))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("worked-on"));
        assertThat(scenario.statusOf(order)).isEqualTo(BROKEN);
        scenario.resync().press(order, Resync.Then.POST, COPY, IfNotDeletable.REFUSE, forced());
        scenario.runsFor(Duration.ofMinutes(1));

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(scenario.auditOf(order)).contains("resync-refused", "resync-forced");
    }

    @Test
    void E6_givenTheMerchantFulfilsAfterThePress_whenReadRightBeforeDeleting_thenItStaysAndTheOrderIsBroken() {
        // given
        var order = scenario.brokenOrder("CV-1");
        resync(order, IfNotDeletable.CANCEL);
        scenario.shop().merchantFulfils("CV-1");

        // when
        scenario.voidingRunsOnce();

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(BROKEN);
        assertThat(scenario.column(order, "reason", String.class)).contains("fulfilled");
        assertThat(scenario.shop().voids()).isEmpty();
        assertThat(reservations()).containsExactly("1000 link");
    }

    @Test
    void E7_givenTheDeleteTimesOutButWorked_whenReadAgain_thenItGoesOn() {
        var order = scenario.brokenOrder("CV-1");
        scenario.shop().deletesThenTimesOut();
        resync(order, IfNotDeletable.REFUSE);

        scenario.voidingRunsOnce();
        scenario.workerRunsOnce();

        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(scenario.shop().liveCopiesOf("CV-1")).hasSize(1);
    }

    @Test
    void E7_givenTheDeleteTimesOutAndDidNothing_thenNothingIsPostedAnIncidentIsSignalledOnceAndItIsTriedAgain() {
        // given
        var order = scenario.brokenOrder("CV-1");
        scenario.jdbc().sql("DELETE FROM signals").update();
        scenario.shop().timesOutWithoutDeleting();
        scenario.shop().timesOutWithoutDeleting();
        resync(order, IfNotDeletable.REFUSE);

        // when
        scenario.voidingRunsOnce();
        scenario.workerRunsOnce();
        assertThat(scenario.statusOf(order)).isEqualTo(RESYNCING);
        scenario.clock().advance(Duration.ofSeconds(2));
        scenario.voidingRunsOnce();
        assertThat(scenario.statusOf(order)).isEqualTo(RESYNCING);
        assertThat(scenario.shop().postsOf("CV-1")).isOne();

        // then
        assertThat(scenario.texts("SELECT kind FROM signals")).containsExactly("broken-sync");
        scenario.runsFor(Duration.ofMinutes(1));
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(scenario.shop().voids()).hasSize(3);
        assertThat(scenario.shop().liveCopiesOf("CV-1")).hasSize(1);
    }

    @Test
    void E7_givenItNeverWorks_whenTheDeadlinePasses_thenTheOrderIsBrokenAgainAndTheCopyFree() {
        // given
        var order = scenario.brokenOrder("CV-1");
        for (int i = 0; i < 100; i++) {
            scenario.shop().timesOutWithoutDeleting();
        }
        resync(order, IfNotDeletable.REFUSE);

        // when
        scenario.runsFor(RETRY_WITHIN.plusMinutes(2));

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(BROKEN);
        assertThat(scenario.column(order, "overdue", Boolean.class)).isFalse();
        assertThat(scenario.shop().postsOf("CV-1")).isOne();
        assertThat(reservations()).containsExactly("1000 link");
        assertThat(scenario.texts("SELECT order_id FROM voidings")).isEmpty();
    }

    @Test
    void E8_givenTheShopRefusesToDelete_thenItIsGivenUpWithTheReason() {
        var order = scenario.brokenOrder("CV-1");
        scenario.shop().refusesToDelete();
        resync(order, IfNotDeletable.REFUSE);

        scenario.runsFor(Duration.ofMinutes(1));

        assertThat(scenario.statusOf(order)).isEqualTo(BROKEN);
        assertThat(scenario.column(order, "reason", String.class)).contains("refuses to delete", "cancelled instead");
        assertThat(scenario.shop().postsOf("CV-1")).isOne();
    }

    @Test
    void E8_givenTheShopRefusesToDelete_whenCancellingWasAllowed_thenItIsCancelledAndNeverMatchesAgain() {
        var order = scenario.brokenOrder("CV-1");
        scenario.shop().refusesToDelete();
        resync(order, IfNotDeletable.CANCEL);

        scenario.runsFor(Duration.ofMinutes(1));

        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(scenario.shop().voids()).containsExactly("DELETE 1000", "CANCEL 1000");
        assertThat(reservations()).containsExactly("1000 void", "1001 link");
        assertThat(scenario.auditOf(order)).containsSubsequence("resync", "void-refused", "voided");
    }

    @Test
    void E10_givenACrashAfterTheDelete_whenTheLeaseHasEnded_thenItResumesWithOneLiveCopy() {
        // given
        var order = scenario.brokenOrder("CV-1");
        resync(order, IfNotDeletable.REFUSE);
        scenario.shop().doesOnVoid(_ -> {
            scenario.shop().merchantDeletes("CV-1");
            throw new IllegalStateException("killed between the delete and its record");
        });
        scenario.voidingRunsOnce();
        assertThat(scenario.statusOf(order)).isEqualTo(RESYNCING);
        scenario.voidingRunsOnce();
        assertThat(scenario.statusOf(order)).isEqualTo(RESYNCING);

        // when
        scenario.runsFor(Duration.ofMinutes(5));

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(scenario.shop().liveCopiesOf("CV-1")).hasSize(1);
        assertThat(scenario.shop().voids()).hasSize(1);
    }

    @Test
    void E10_givenAFrozenReplica_whenItWakesAfterItsLease_thenItDeletesNothing() {
        // given: asked right before the first byte, the guard finds its lease nearly over
        var order = scenario.brokenOrder("CV-1");
        resync(order, IfNotDeletable.REFUSE);
        scenario.shop().onRead(() -> scenario.clock().advance(Duration.ofMinutes(3)));

        // when
        scenario.voidingRunsOnce();

        // then
        assertThat(scenario.shop().voids()).isEmpty();
        scenario.shop().onRead(() -> {});
        scenario.runsFor(Duration.ofMinutes(2));
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
    }

    @Test
    void E12_givenTheCopyIsGoneAlready_whenResynced_thenItGoesOnWithoutADelete() {
        var order = scenario.brokenOrder("CV-1");
        scenario.shop().merchantDeletes("CV-1");
        resync(order, IfNotDeletable.REFUSE);

        scenario.voidingRunsOnce();
        scenario.workerRunsOnce();

        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(scenario.shop().voids()).isEmpty();
    }

    @Test
    void G2_givenTheStoreLeadsToAnotherShop_whenVoiding_thenNothingIsDeletedAndTheStoreIsHeld() {
        // given
        var order = scenario.brokenOrder("CV-1");
        resync(order, IfNotDeletable.REFUSE);
        scenario.shop().becomesAnotherShop();

        // when
        scenario.runsFor(Duration.ofMinutes(10));

        // then
        assertThat(scenario.shop().voids()).isEmpty();
        assertThat(scenario.statusOf(order)).isEqualTo(RESYNCING);
        assertThat(scenario.store().stateReason()).startsWith("wrong-shop: ");
    }

    @Test
    void I10_givenOneCopy_whenOneResyncsItAndAnotherOrderLinksIt_thenExactlyOneWins()
            throws InterruptedException, ExecutionException {
        // given
        var order = scenario.brokenOrder("CV-1");
        scenario.jdbc().sql("DELETE FROM links").update(); // found by its looks only: nobody holds it yet
        scenario.shop().refuses();
        var other = scenario.queuedOrder("CV-2");
        scenario.workerRunsOnce();
        var together = new CyclicBarrier(2);

        // when
        try (var people = Executors.newFixedThreadPool(2)) {
            var presses = Stream.<Runnable>of(
                            () -> scenario.resync()
                                    .press(order, Resync.Then.POST, COPY, IfNotDeletable.REFUSE, forced()),
                            () -> scenario.link().press(other, new Target(COPY.value(), null), forced()))
                    .map(press -> people.submit(() -> {
                        together.await();
                        try {
                            press.run();
                            return "done";
                        } catch (Refusal refusal) {
                            return refusal.code();
                        }
                    }))
                    .toList();

            // then
            assertThat(List.of(presses.get(0).get(), presses.get(1).get()))
                    .containsExactlyInAnyOrder("done", "linked-elsewhere");
        }
        assertThat(reservations()).hasSize(1);
        boolean resynced = scenario.statusOf(order) == RESYNCING;
        assertThat(scenario.statusOf(other) == SYNCED).isNotEqualTo(resynced);
    }
}
