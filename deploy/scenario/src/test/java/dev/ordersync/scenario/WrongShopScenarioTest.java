package dev.ordersync.scenario;

import static dev.ordersync.order.OrderStatus.IN_DOUBT;
import static dev.ordersync.order.OrderStatus.QUEUED;
import static dev.ordersync.order.OrderStatus.SYNCED;
import static dev.ordersync.scenario.SyncScenario.RETRY_WITHIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.access.Caller;
import dev.ordersync.access.Role;
import dev.ordersync.order.Actor;
import dev.ordersync.platform.Platforms;
import dev.ordersync.reconciler.stores.ShopAcceptance;
import dev.ordersync.reconciler.stores.StoreVerification;
import dev.ordersync.resolution.Press;
import dev.ordersync.store.CredentialCipher;
import dev.ordersync.store.StoreDirectory;
import dev.ordersync.store.StoreState;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The address or the token of a store leads to another shop by now. */
class WrongShopScenarioTest {
    @AutoClose
    private final SyncScenario scenario = new SyncScenario();

    private void personAccepts(String shopId) {
        var stores = new StoreDirectory(scenario.jdbc(), new CredentialCipher("a key for tests only"));
        var verification = new StoreVerification(
                scenario.jdbc(), stores, scenario.health(), new Platforms(List.of(scenario.shop())), scenario.clock());
        new ShopAcceptance(scenario.jdbc(), stores, scenario.health(), verification, scenario.clock())
                .accept(
                        scenario.store(),
                        shopId,
                        new Press(new Caller(Actor.user("ada"), Role.ADMIN, null), null, false, "moved to a new shop"));
    }

    @Test
    void G2_givenAnotherShopAnswers_whenLookedUp_thenNothingIsProvenAndTheStoreIsHeld() {
        // given
        var order = scenario.queuedOrder("CV-1");
        scenario.shop().timesOutWithoutApplying();
        scenario.workerRunsOnce();
        scenario.shop().becomesAnotherShop();

        // when
        scenario.runsFor(RETRY_WITHIN.multipliedBy(2));

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(IN_DOUBT);
        assertThat(scenario.column(order, "overdue", Boolean.class)).isTrue();
        assertThat(scenario.shop().postsOf("CV-1")).isOne();
        assertThat(scenario.store().state()).isEqualTo(StoreState.HELD);
        assertThat(scenario.store().stateReason()).startsWith("wrong-shop: ");
        assertThat(scenario.jdbc()
                        .sql("SELECT DISTINCT result FROM lookups")
                        .query(String.class)
                        .list())
                .containsExactly("inconclusive");
        assertThat(scenario.jdbc()
                        .sql("SELECT kind FROM signals WHERE kind = 'wrong-shop'")
                        .query(String.class)
                        .list())
                .hasSize(1);
    }

    @Test
    void G2_givenTheOtherShopIsAccepted_thenItsOrdersFlowAndThoseInDoubtBeforeWaitForAPerson() {
        // given
        var doubtful = scenario.queuedOrder("CV-1");
        scenario.shop().timesOutWithoutApplying();
        scenario.workerRunsOnce();
        scenario.shop().becomesAnotherShop();
        scenario.reconcilerRunsOnce();
        var next = scenario.queuedOrder("CV-2");
        scenario.workerRunsOnce();
        assertThat(scenario.statusOf(next)).isEqualTo(QUEUED);

        // when
        personAccepts("shop-2");
        scenario.runsFor(RETRY_WITHIN.multipliedBy(2));

        // then
        assertThat(scenario.store().state()).isEqualTo(StoreState.ACTIVE);
        assertThat(scenario.statusOf(next)).isEqualTo(SYNCED);
        assertThat(scenario.statusOf(doubtful)).isEqualTo(IN_DOUBT);
        assertThat(scenario.column(doubtful, "overdue", Boolean.class)).isTrue();
        assertThat(scenario.shop().postsOf("CV-1")).isOne();
    }
}
