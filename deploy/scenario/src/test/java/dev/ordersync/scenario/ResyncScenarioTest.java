package dev.ordersync.scenario;

import static dev.ordersync.order.OrderStatus.BROKEN;
import static dev.ordersync.order.OrderStatus.CANCELLED;
import static dev.ordersync.order.OrderStatus.IN_DOUBT;
import static dev.ordersync.order.OrderStatus.QUEUED;
import static dev.ordersync.order.OrderStatus.RESYNCING;
import static dev.ordersync.order.OrderStatus.SYNCED;
import static dev.ordersync.scenario.Presses.asked;
import static dev.ordersync.scenario.Presses.forced;
import static dev.ordersync.scenario.SyncScenario.RETRY_WITHIN;
import static dev.ordersync.scenario.SyncScenario.SETTLE_WINDOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.order.IdempotencyKey;
import dev.ordersync.platform.Copy;
import dev.ordersync.platform.NewOrder;
import dev.ordersync.resolution.IfNotDeletable;
import dev.ordersync.resolution.Resync;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What becomes of an order once its copy is out of the shop. */
class ResyncScenarioTest extends VoidingFixture {
    @Test
    void E11_givenACopy_whenResynced_thenItIsDeletedAndTheNextGenerationIsPostedOnce() {
        // given
        var order = scenario.brokenOrder("CV-1");

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
        assertThat(scenario.texts("SELECT count(DISTINCT body) || ' of ' || count(*) FROM order_content"))
                .containsExactly("1 of 2");
        assertThat(scenario.auditOf(order))
                .containsExactly("claim", "accepted", "resync", "voided", "claim", "accepted");
        assertThat(scenario.texts("SELECT order_id FROM voidings")).isEmpty();
    }

    @Test
    void I14_givenADraftThatWasNeverPlaced_whenTheWindowEnds_thenItIsFlagged_andAResyncReplacesIt() {
        // given
        var order = scenario.queuedOrder("CV-1");
        scenario.shop().beginsThenBreaksOff();
        scenario.runsFor(SETTLE_WINDOW.minusSeconds(10));
        assertThat(scenario.statusOf(order)).isEqualTo(IN_DOUBT);
        scenario.runsFor(Duration.ofMinutes(5));
        assertThat(scenario.statusOf(order)).isEqualTo(BROKEN);
        assertThat(scenario.shop().postsOf("CV-1")).isOne();

        // when
        resync(order, IfNotDeletable.REFUSE);
        scenario.voidingRunsOnce();
        scenario.runsFor(Duration.ofMinutes(5));

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(scenario.shop().voids()).containsExactly("DELETE 1000");
        assertThat(scenario.shop().liveCopiesOf("CV-1"))
                .singleElement()
                .extracting(Copy::status)
                .isEqualTo(Copy.Status.OPEN);
    }

    @Test
    void E11_givenTheResyncsPostIsUnknown_whenLookedUp_thenTheNewCopyIsLinkedAndTheVoidedOneNeverMatches() {
        // given
        var order = scenario.brokenOrder("CV-1");
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
        var order = scenario.brokenOrder("CV-1");
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
    void D12_givenACancelWhileVoiding_whenTheCopyIsGone_thenTheOrderIsCancelledNotPosted() {
        var order = scenario.brokenOrder("CV-1");
        resync(order, IfNotDeletable.REFUSE);
        scenario.cancel().press(order, asked());

        scenario.runsFor(Duration.ofMinutes(1));

        assertThat(scenario.statusOf(order)).isEqualTo(CANCELLED);
        assertThat(scenario.eventsOf(order)).endsWith("ordersync.order.cancelled");
        assertThat(scenario.shop().postsOf("CV-1")).isOne();
        assertThat(scenario.shop().liveCopiesOf("CV-1")).isEmpty();
    }

    @Test
    void givenTwoCopies_whenOneIsVoidedByForce_thenTheOtherOneIsNotForgotten() {
        // given
        var order = scenario.queuedOrder("CV-1");
        scenario.shop().appliesThenTimesOut();
        scenario.workerRunsOnce();
        scenario.shop()
                .save(new NewOrder(
                        IdempotencyKey.of("default", "CV-1", 1), Orders.body("CV-1"), Orders.content("CV-1")));
        scenario.runsFor(Duration.ofMinutes(1));
        assertThat(scenario.statusOf(order)).isEqualTo(BROKEN);

        // when
        scenario.resync().press(order, Resync.Then.CANCEL, COPY, IfNotDeletable.REFUSE, forced());
        scenario.runsFor(RETRY_WITHIN);

        // then
        assertThat(scenario.shop().liveCopiesOf("CV-1")).hasSize(1);
        assertThat(scenario.statusOf(order)).isEqualTo(BROKEN);
        assertThat(scenario.column(order, "generation", Integer.class))
                .as("the voided copy's key is spent")
                .isEqualTo(2);
    }

    @Test
    void D12_givenACancelledOrderThatTheShopTook_whenVoided_thenItEndsCancelled() {
        // given
        var order = scenario.queuedOrder("CV-1");
        scenario.shop().appliesThenTimesOut();
        scenario.workerRunsOnce();
        scenario.cancel().press(order, asked());
        scenario.runsFor(Duration.ofMinutes(1));
        assertThat(scenario.statusOf(order)).isEqualTo(BROKEN);

        // when
        scenario.resync().press(order, Resync.Then.CANCEL, COPY, IfNotDeletable.REFUSE, asked());
        scenario.runsFor(RETRY_WITHIN);

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(CANCELLED);
        assertThat(scenario.shop().liveCopiesOf("CV-1")).isEmpty();
        assertThat(scenario.shop().postsOf("CV-1")).isOne();
    }
}
