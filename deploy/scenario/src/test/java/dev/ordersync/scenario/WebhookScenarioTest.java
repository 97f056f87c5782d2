package dev.ordersync.scenario;

import static dev.ordersync.order.OrderStatus.BROKEN;
import static dev.ordersync.order.OrderStatus.IN_DOUBT;
import static dev.ordersync.order.OrderStatus.POSTING;
import static dev.ordersync.order.OrderStatus.QUEUED;
import static dev.ordersync.order.OrderStatus.SYNCED;
import static dev.ordersync.scenario.SyncScenario.RETRY_WITHIN;
import static dev.ordersync.scenario.SyncScenario.SETTLE_WINDOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.order.IdempotencyKey;
import dev.ordersync.order.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The shop tells of an order; what it tells is never believed, only read. */
class WebhookScenarioTest extends WebhookFixture {
    @Test
    void B14_givenItIsInDoubt_whenTheShopTellsOfIt_thenItIsReadAndSettledAtOnce() {
        // given
        var order = orderInDoubt();
        var copy = copySurfaces();

        // when
        shopTells(copy);
        reading.runOnce();

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(linkedCopy(order)).isEqualTo(copy.id().value());
        assertThat(scenario.texts("SELECT actor_kind || ' ' || action FROM audit WHERE to_status = 'synced'"))
                .containsExactly("platform webhook");
        scenario.runsFor(RETRY_WITHIN);
        assertThat(scenario.shop().postsOf("CV-1")).isOne();
    }

    @Test
    void B14_I5_givenItsRetryIsQueued_whenTheShopTellsOfIt_thenItIsSyncedAndNotPosted() {
        // given
        var order = orderQueuedAgain();
        var copy = copySurfaces();

        // when
        shopTells(copy);
        reading.runOnce();
        scenario.runsFor(SETTLE_WINDOW);

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(linkedCopy(order)).isEqualTo(copy.id().value());
        assertThat(scenario.shop().postsOf("CV-1")).isOne();
    }

    @Test
    void B14_I5_givenItIsBeingPosted_whenTheShopTellsOfIt_thenItIsKeptAndUsedWhenTheAttemptEnds() {
        // given
        var order = scenario.queuedOrder("CV-1");
        scenario.shop().does(sent -> {
            shopTells(scenario.shop().save(sent));
            reading.runOnce();
            assertThat(scenario.statusOf(order)).isEqualTo(POSTING);
            return new Outcome.Rejected(422, "duplicate-order");
        });

        // when
        scenario.workerRunsOnce();

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(IN_DOUBT);
        scenario.reconcilerRunsOnce();
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(scenario.shop().postsOf("CV-1")).isOne();
    }

    @Test
    void B14_givenTheShopToldOfOneCopy_whenTheAnswerNamesAnother_thenThatOneIsATwin() {
        // given
        var order = orderQueuedAgain();
        var first = copySurfaces();
        scenario.shop().does(sent -> {
            shopTells(first);
            reading.runOnce();
            return ScriptedShop.accepted(scenario.shop().save(sent));
        });

        // when
        scenario.workerRunsOnce();

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(linkedCopy(order)).isNotEqualTo(first.id().value());
        assertThat(scenario.texts("SELECT platform_order_id || ' ' || found_by || ' ' || state FROM twins"))
                .containsExactly(first.id() + " webhook open");
        assertThat(scenario.texts("SELECT kind FROM signals WHERE kind = 'twin'"))
                .hasSize(1);
    }

    @Test
    void B14_givenTheShopToldOfTheVeryCopy_whenTheAnswerNamesIt_thenThereIsNoTwin() {
        // given
        var order = scenario.queuedOrder("CV-1");
        scenario.shop().does(sent -> {
            var copy = scenario.shop().save(sent);
            shopTells(copy);
            reading.runOnce();
            return ScriptedShop.accepted(copy);
        });

        // when
        scenario.workerRunsOnce();
        shopTells(scenario.shop().copiesOf("CV-1").getFirst());
        var version = scenario.column(order, "version", Integer.class);
        reading.runOnce();

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(scenario.texts("SELECT platform_order_id FROM twins")).isEmpty();
        assertThat(scenario.column(order, "version", Integer.class)).isEqualTo(version);
    }

    @Test
    void B15_givenTheMessageTwice_thenTheSecondChangesNothing() {
        // given
        var order = orderInDoubt();
        var copy = copySurfaces();
        shopTells("msg_1", copy.id().value(), copy.reference());
        reading.runOnce();
        var audit = scenario.auditOf(order);

        // when
        shopTells("msg_1", copy.id().value(), copy.reference());
        reading.runOnce();

        // then
        assertThat(scenario.auditOf(order)).isEqualTo(audit);
        assertThat(scenario.texts("SELECT platform_order_id FROM webhook_reads"))
                .isEmpty();
    }

    @Test
    void B15_givenTheMessageComesBeforeTheCopyCanBeRead_thenItIsReadAgain() {
        // given
        var order = orderInDoubt();
        shopTells("msg_1", "1000", IdempotencyKey.of("default", "CV-1", 1));
        reading.runOnce();
        assertThat(scenario.statusOf(order)).isEqualTo(IN_DOUBT);

        // when
        assertThat(copySurfaces().id().value()).isEqualTo("1000");
        scenario.clock().advance(Duration.ofSeconds(2));
        reading.runOnce();

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
    }

    @Test
    void B15_givenACopyWithoutOurReference_thenItIsLookedIntoAndNeverLinked() {
        // given
        var order = orderInDoubt();
        scenario.reconcilerRunsOnce();
        assertThat(scenario.timeOf(order, "due_at")).isAfter(scenario.clock().instant());
        var copy = scenario.shop().merchantTypesIn(Orders.content("CV-1"));

        // when
        shopTells("msg_1", copy.id().value(), IdempotencyKey.of("default", "CV-1", 1));
        reading.runOnce();

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(IN_DOUBT);
        assertThat(scenario.timeOf(order, "due_at")).isEqualTo(scenario.clock().instant());
        scenario.runsFor(RETRY_WITHIN);
        assertThat(scenario.statusOf(order)).isEqualTo(BROKEN);
        assertThat(scenario.shop().postsOf("CV-1")).isOne();
    }

    @Test
    void B15_givenAnotherShopAnswersByNow_thenItsCopyIsNoEvidence() {
        // given
        var order = orderInDoubt();
        var copy = copySurfaces();
        scenario.shop().becomesAnotherShop();

        // when
        shopTells(copy);
        reading.runOnce();

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(IN_DOUBT);
    }

    @Test
    void D2_givenItsRetryIsSynced_whenTheShopTellsOfTheFirstCopy_thenItIsATwinOnce() {
        // given
        var order = orderQueuedAgain();
        scenario.workerRunsOnce();
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        var linked = linkedCopy(order);
        var copy = copySurfaces();

        // when
        shopTells(copy);
        reading.runOnce();
        shopTells(copy);
        reading.runOnce();

        // then
        assertThat(linkedCopy(order)).isEqualTo(linked);
        assertThat(scenario.texts("SELECT platform_order_id || ' ' || found_by FROM twins"))
                .containsExactly(copy.id() + " webhook");
        assertThat(scenario.texts("SELECT kind FROM signals WHERE kind = 'twin'"))
                .hasSize(1);
    }

    @Test
    void I11_givenTheCopyWasVoided_whenItsMessageIsReplayed_thenItIsReadAndNothingElse() {
        // given
        var order = orderQueuedAgain();
        var copy = copySurfaces();
        scenario.jdbc()
                .sql("INSERT INTO links (shop_id, platform_order_id, order_id, purpose, at)"
                        + " SELECT 'shop-1', :copy, id, 'void', received_at FROM orders")
                .param("copy", copy.id().value())
                .update();
        var version = scenario.column(order, "version", Integer.class);

        // when
        shopTells(copy);
        reading.runOnce();
        scenario.shop().merchantCancels("CV-1");
        shopTells(copy);
        reading.runOnce();

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(QUEUED);
        assertThat(scenario.column(order, "version", Integer.class)).isEqualTo(version);
        assertThat(scenario.texts("SELECT reason FROM audit WHERE action = 'webhook' ORDER BY seq"))
                .containsExactly(
                        "nothing new: copy " + copy.id() + " is there", "nothing new: copy " + copy.id() + " is gone");
    }
}
