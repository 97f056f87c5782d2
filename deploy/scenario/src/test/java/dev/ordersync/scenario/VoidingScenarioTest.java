package dev.ordersync.scenario;

import static dev.ordersync.order.OrderStatus.BROKEN;
import static dev.ordersync.order.OrderStatus.CANCELLED;
import static dev.ordersync.order.OrderStatus.IN_DOUBT;
import static dev.ordersync.order.OrderStatus.QUEUED;
import static dev.ordersync.order.OrderStatus.RESYNCING;
import static dev.ordersync.order.OrderStatus.SYNCED;
import static dev.ordersync.scenario.SyncScenario.RETRY_WITHIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersync.access.Caller;
import dev.ordersync.access.Role;
import dev.ordersync.order.Actor;
import dev.ordersync.order.IdempotencyKey;
import dev.ordersync.order.OrderId;
import dev.ordersync.order.PlatformOrderId;
import dev.ordersync.platform.Copy;
import dev.ordersync.platform.Voided;
import dev.ordersync.problem.Refusal;
import dev.ordersync.resolution.IfNotDeletable;
import dev.ordersync.resolution.Press;
import dev.ordersync.resolution.Resync;
import dev.ordersync.resolution.Target;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A broken order's copy, or a twin, on its way out of the shop. */
class VoidingScenarioTest {
    private static final PlatformOrderId COPY = new PlatformOrderId("1000");

    @AutoClose
    private final SyncScenario scenario = new SyncScenario();

    /** Posted and taken otherwise than sent: a copy with our reference that is not linked. */
    private OrderId brokenOrder(String id) {
        var order = scenario.queuedOrder(id);
        scenario.shop().acceptsOtherwiseThanSent();
        scenario.workerRunsOnce();
        assertThat(scenario.statusOf(order)).isEqualTo(BROKEN);
        return order;
    }

    /** Synced by a retry, after which the first attempt's copy showed. */
    private OrderId orderWithTwin(String id) {
        var order = scenario.queuedOrder(id);
        scenario.shop().listsLateBy(Duration.ofMinutes(25));
        scenario.shop().appliesThenTimesOut();
        scenario.runsFor(Duration.ofMinutes(90));
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(twinStates()).containsExactly("open");
        return order;
    }

    private void resync(OrderId order, IfNotDeletable ifNotDeletable) {
        scenario.resync().press(order, Resync.Then.POST, COPY, ifNotDeletable, press());
    }

    private static Press press() {
        return new Press(new Caller(Actor.user("ann"), Role.OPERATOR, null), null, false, "asked by the merchant");
    }

    private static Press forced() {
        return new Press(new Caller(Actor.user("eve"), Role.ADMIN, null), null, true, "the merchant insists");
    }

    private List<String> texts(String sql) {
        return scenario.jdbc().sql(sql).query((row, _) -> row.getString(1)).list();
    }

    private List<String> twinStates() {
        return texts("SELECT state FROM twins");
    }

    private List<String> reservations() {
        return texts("SELECT platform_order_id || ' ' || purpose FROM links ORDER BY platform_order_id");
    }

    @Test
    void E11_givenACopy_whenResynced_thenItIsDeletedAndTheNextGenerationIsPostedOnce() {
        // given
        var order = brokenOrder("CV-1");

        // when
        resync(order, IfNotDeletable.REFUSE);
        assertThat(scenario.statusOf(order)).isEqualTo(RESYNCING);
        assertThat(reservations()).containsExactly("1000 void");
        scenario.voidingRunsOnce();

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(QUEUED);
        assertThat(scenario.eventsOf(order)).endsWith("ordersync.post.requested");
        assertThat(scenario.column(order, "generation", Integer.class)).isEqualTo(2);
        scenario.workerRunsOnce();
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(scenario.shop().liveCopiesOf("CV-1"))
                .singleElement()
                .extracting(Copy::reference)
                .isEqualTo(IdempotencyKey.of("default", "CV-1", 2));
        assertThat(scenario.shop().voids()).containsExactly("DELETE 1000");
        assertThat(texts("SELECT count(DISTINCT body) || ' of ' || count(*) FROM order_content"))
                .containsExactly("1 of 2");
        assertThat(scenario.auditOf(order))
                .containsExactly("claim", "accepted", "resync", "voided", "claim", "accepted");
        assertThat(texts("SELECT order_id FROM voidings")).isEmpty();
    }

    @Test
    void E11_givenTheResyncsPostIsUnknown_whenLookedUp_thenTheNewCopyIsLinkedAndTheVoidedOneNeverMatches() {
        // given
        var order = brokenOrder("CV-1");
        scenario.shop().refusesToDelete();
        resync(order, IfNotDeletable.CANCEL);
        scenario.voidingRunsOnce();
        scenario.shop().appliesThenTimesOut();
        scenario.workerRunsOnce();
        assertThat(scenario.statusOf(order)).isEqualTo(IN_DOUBT);

        // when
        scenario.runsFor(Duration.ofMinutes(1));

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(scenario.column(order, "platform_order_id", String.class)).isEqualTo("1001");
        assertThat(scenario.shop().liveCopiesOf("CV-1")).hasSize(1);
        assertThat(scenario.shop().postsOf("CV-1")).isEqualTo(2);
    }

    @Test
    void E11_givenTheResyncsPostIsLost_whenTheWindowEnds_thenItIsPostedAgainThoughTheCancelledCopyHasOurReference() {
        // given
        var order = brokenOrder("CV-1");
        scenario.shop().refusesToDelete();
        resync(order, IfNotDeletable.CANCEL);
        scenario.voidingRunsOnce();
        scenario.shop().timesOutWithoutApplying();

        // when
        scenario.runsFor(RETRY_WITHIN);

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(scenario.shop().liveCopiesOf("CV-1")).hasSize(1);
        assertThat(scenario.shop().postsOf("CV-1")).isEqualTo(3);
    }

    @Test
    void I7_givenAnEarlierUnknownAttempt_whenResynced_thenItIsLookedUpOnceMoreBeforeTheFreshPost() {
        // given an attempt whose copy has no reference
        var order = scenario.queuedOrder("CV-1");
        scenario.shop().appliesWithoutReferenceThenTimesOut();
        scenario.runsFor(RETRY_WITHIN);
        assertThat(scenario.statusOf(order)).isEqualTo(BROKEN);

        // when
        resync(order, IfNotDeletable.REFUSE);
        scenario.voidingRunsOnce();
        scenario.workerRunsOnce();
        assertThat(scenario.statusOf(order)).isEqualTo(IN_DOUBT);
        scenario.runsFor(Duration.ofMinutes(5));

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(scenario.shop().liveCopiesOf("CV-1")).hasSize(1);
    }

    @Test
    void E5_givenAFulfilledCopy_whenResynced_thenItIsRefusedUnlessForced() {
        // given
        var order = brokenOrder("CV-1");
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
        var order = brokenOrder("CV-1");
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
        var order = brokenOrder("CV-1");
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
        var order = brokenOrder("CV-1");
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
        assertThat(texts("SELECT kind FROM signals")).containsExactly("broken-sync");
        scenario.runsFor(Duration.ofMinutes(1));
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(scenario.shop().voids()).hasSize(3);
        assertThat(scenario.shop().liveCopiesOf("CV-1")).hasSize(1);
    }

    @Test
    void E7_givenItNeverWorks_whenTheDeadlinePasses_thenTheOrderIsBrokenAgainAndTheCopyFree() {
        // given
        var order = brokenOrder("CV-1");
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
        assertThat(texts("SELECT order_id FROM voidings")).isEmpty();
    }

    @Test
    void E8_givenTheShopRefusesToDelete_thenItIsGivenUpWithTheReason() {
        var order = brokenOrder("CV-1");
        scenario.shop().refusesToDelete();
        resync(order, IfNotDeletable.REFUSE);

        scenario.runsFor(Duration.ofMinutes(1));

        assertThat(scenario.statusOf(order)).isEqualTo(BROKEN);
        assertThat(scenario.column(order, "reason", String.class)).contains("refuses to delete", "cancelled instead");
        assertThat(scenario.shop().postsOf("CV-1")).isOne();
    }

    @Test
    void E8_givenTheShopRefusesToDelete_whenCancellingWasAllowed_thenItIsCancelledAndNeverMatchesAgain() {
        var order = brokenOrder("CV-1");
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
        var order = brokenOrder("CV-1");
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
        var order = brokenOrder("CV-1");
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
        var order = brokenOrder("CV-1");
        scenario.shop().merchantDeletes("CV-1");
        resync(order, IfNotDeletable.REFUSE);

        scenario.voidingRunsOnce();
        scenario.workerRunsOnce();

        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(scenario.shop().voids()).isEmpty();
    }

    @Test
    void D12_givenACancelWhileVoiding_whenTheCopyIsGone_thenTheOrderIsCancelledNotPosted() {
        var order = brokenOrder("CV-1");
        resync(order, IfNotDeletable.REFUSE);
        scenario.cancel().press(order, press());

        scenario.runsFor(Duration.ofMinutes(1));

        assertThat(scenario.statusOf(order)).isEqualTo(CANCELLED);
        assertThat(scenario.eventsOf(order)).endsWith("ordersync.order.cancelled");
        assertThat(scenario.shop().postsOf("CV-1")).isOne();
        assertThat(scenario.shop().liveCopiesOf("CV-1")).isEmpty();
    }

    @Test
    void D12_givenACancelledOrderThatTheShopTook_whenVoided_thenItEndsCancelled() {
        // given
        var order = scenario.queuedOrder("CV-1");
        scenario.shop().appliesThenTimesOut();
        scenario.workerRunsOnce();
        scenario.cancel().press(order, press());
        scenario.runsFor(Duration.ofMinutes(1));
        assertThat(scenario.statusOf(order)).isEqualTo(BROKEN);

        // when
        scenario.resync().press(order, Resync.Then.CANCEL, COPY, IfNotDeletable.REFUSE, press());
        scenario.runsFor(RETRY_WITHIN);

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(CANCELLED);
        assertThat(scenario.shop().liveCopiesOf("CV-1")).isEmpty();
        assertThat(scenario.shop().postsOf("CV-1")).isOne();
    }

    @Test
    void G2_givenTheStoreLeadsToAnotherShop_whenVoiding_thenNothingIsDeletedAndTheStoreIsHeld() {
        // given
        var order = brokenOrder("CV-1");
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
        var order = brokenOrder("CV-1");
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

    @Test
    void D2_givenATwin_whenVoided_thenTheOrderStaysSyncedAndTheLinkedCopyIsUntouched() {
        // given
        var order = orderWithTwin("CV-1");
        var linked = scenario.column(order, "platform_order_id", String.class);

        // when
        scenario.resolveTwin().voidCopy(order, COPY, IfNotDeletable.REFUSE, press());
        scenario.resolveTwin().voidCopy(order, COPY, IfNotDeletable.REFUSE, press());
        scenario.voidingRunsOnce();
        scenario.resolveTwin().voidCopy(order, COPY, IfNotDeletable.REFUSE, press());

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(twinStates()).containsExactly("voided");
        assertThat(scenario.shop().voids()).containsExactly("DELETE 1000");
        assertThat(scenario.shop().liveCopiesOf("CV-1"))
                .singleElement()
                .extracting(copy -> copy.id().value())
                .isEqualTo(linked);
    }

    @Test
    void D2_givenATwin_whenKept_thenNothingHappensInTheShop() {
        var order = orderWithTwin("CV-1");

        scenario.resolveTwin().keep(order, COPY, press());
        scenario.resolveTwin().keep(order, COPY, press());
        scenario.runsFor(Duration.ofMinutes(1));

        assertThat(twinStates()).containsExactly("kept");
        assertThat(scenario.shop().voids()).isEmpty();
        assertThat(scenario.shop().liveCopiesOf("CV-1")).hasSize(2);
    }

    @Test
    void D2_givenATwinThatTheShopDoesNotDelete_whenVoided_thenItStaysOpen() {
        var order = orderWithTwin("CV-1");
        scenario.shop().doesOnVoid(_ -> new Voided.Refused("409 not-deletable"));
        scenario.resolveTwin().voidCopy(order, COPY, IfNotDeletable.REFUSE, press());

        scenario.voidingRunsOnce();

        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(twinStates()).containsExactly("open");
        assertThat(scenario.auditOf(order)).endsWith("twin-void", "void-given-up");
    }
}
