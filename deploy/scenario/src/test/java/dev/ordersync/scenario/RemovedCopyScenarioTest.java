package dev.ordersync.scenario;

import static dev.ordersync.order.OrderStatus.BROKEN;
import static dev.ordersync.order.OrderStatus.IN_DOUBT;
import static dev.ordersync.order.OrderStatus.SYNCED;
import static dev.ordersync.scenario.SyncScenario.RETRY_WITHIN;
import static dev.ordersync.scenario.SyncScenario.SETTLE_WINDOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.order.IdempotencyKey;
import dev.ordersync.order.Outcome;
import org.junit.jupiter.api.Test;

/** The merchant cancels or deletes a copy, and the shop tells of it. */
class RemovedCopyScenarioTest extends WebhookFixture {
    @Test
    void B9_givenItIsSynced_whenTheMerchantCancelsTheCopy_thenItStaysSyncedAndPeopleAreToldOnce() {
        // given
        var order = scenario.queuedOrder("CV-1");
        scenario.workerRunsOnce();
        var copy = scenario.shop().copiesOf("CV-1").getFirst();

        // when
        scenario.shop().merchantCancels("CV-1");
        shopTells(copy);
        reading.runOnce();
        shopTells(copy);
        reading.runOnce();

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(scenario.column(order, "reason", String.class)).isEqualTo("It was cancelled in your shop.");
        assertThat(brokenSyncs()).hasSize(1);
    }

    @Test
    void B9_givenItsRetryIsQueued_whenTheMerchantCancelledTheCopy_thenItIsBrokenAndNotPosted() {
        // given
        var order = orderQueuedAgain();
        var copy = copySurfaces();
        scenario.shop().merchantCancels("CV-1");

        // when
        shopTells(copy);
        reading.runOnce();
        scenario.runsFor(SETTLE_WINDOW);

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(BROKEN);
        assertThat(brokenSyncs()).hasSize(1);
        assertThat(scenario.shop().postsOf("CV-1")).isOne();
    }

    @Test
    void B7_givenItIsInDoubt_whenTheCopyThatTheShopToldOfIsGoneForGood_thenItIsBrokenAndNotPosted() {
        // given
        var order = orderInDoubt();
        var copy = copySurfaces();
        shopTells(copy);
        scenario.shop().merchantDeletes("CV-1");

        // when
        reading.runOnce();
        assertThat(scenario.statusOf(order)).isEqualTo(IN_DOUBT);
        readsFor(ALL_READS);

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(BROKEN);
        assertThat(scenario.column(order, "reason", String.class)).isEqualTo("It was deleted in your shop.");
        scenario.runsFor(RETRY_WITHIN);
        assertThat(scenario.shop().postsOf("CV-1")).isOne();
    }

    @Test
    void B7_givenItIsSynced_whenItsCopyIsDeleted_thenItStaysSyncedAndPeopleAreTold() {
        // given
        var order = scenario.queuedOrder("CV-1");
        scenario.workerRunsOnce();
        var copy = scenario.shop().copiesOf("CV-1").getFirst();
        scenario.shop().merchantDeletes("CV-1");

        // when
        shopTells("msg_1", copy.id().value(), null);
        readsFor(ALL_READS);

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(scenario.column(order, "reason", String.class)).isEqualTo("It was deleted in your shop.");
        assertThat(brokenSyncs()).hasSize(1);
    }

    @Test
    void B7_givenACopyIsDeletedDuringAnAttempt_whenThatOneFails_thenItIsNeverSentAgainByItself() {
        // given
        var order = orderQueuedAgain();
        scenario.shop().does(_ -> {
            shopTells("msg_1", "999", IdempotencyKey.of("default", "CV-1", 1));
            readsFor(ALL_READS);
            return Outcome.Unknown.because("no reply within 30 s");
        });

        // when
        scenario.workerRunsOnce();
        scenario.runsFor(RETRY_WITHIN.multipliedBy(2));

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(BROKEN);
        assertThat(scenario.shop().postsOf("CV-1")).isEqualTo(2);
    }
}
