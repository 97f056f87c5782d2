package dev.ordersync.scenario;

import static dev.ordersync.order.OrderStatus.IN_DOUBT;
import static dev.ordersync.order.OrderStatus.SYNCED;
import static dev.ordersync.scenario.SyncScenario.SETTLE_WINDOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.order.IdempotencyKey;
import dev.ordersync.platform.NewOrder;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** After a restore from a backup: what happened since is unknown here, and the shop is asked first. */
class RecoveryScenarioTest {
    @AutoClose
    private final SyncScenario scenario = new SyncScenario(true);

    private static NewOrder asItWasPosted(String id) {
        return new NewOrder(IdempotencyKey.of("default", id, 1), Orders.body(id), Orders.content(id));
    }

    @Test
    void G10_givenACopyThatTheBackupKnowsNothingOf_whenRecovered_thenItIsLinkedAndNothingIsPosted() {
        // given
        scenario.shop().clockIsOffBy(Duration.ofHours(-20));
        scenario.shop().save(asItWasPosted("CV-1"));
        scenario.shop().clockIsOffBy(Duration.ZERO);
        var order = scenario.queuedOrder("CV-1");

        // when
        scenario.runsFor(SETTLE_WINDOW.plusMinutes(5));

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(scenario.shop().postsOf("CV-1")).isZero();
        assertThat(scenario.auditOf(order)).startsWith("proof-stale");
    }

    @Test
    void I8_G10_givenANewOrder_whenRecovering_thenItIsLookedUpOverAWholeWindowBeforeItsFirstPost() {
        // given
        var order = scenario.queuedOrder("CV-1");

        // when
        scenario.runsFor(SETTLE_WINDOW.minusSeconds(1));

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(IN_DOUBT);
        assertThat(scenario.shop().postsOf("CV-1")).isZero();
        scenario.runsFor(Duration.ofMinutes(5));
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(scenario.shop().postsOf("CV-1")).isOne();
    }

    @Test
    void G10_givenACopyThatShowsLate_whenRecovering_thenItIsFoundWithinTheWindow() {
        // given
        scenario.shop().save(asItWasPosted("CV-1"));
        scenario.shop().listsLateBy(SETTLE_WINDOW.minusMinutes(1));
        var order = scenario.queuedOrder("CV-1");

        // when
        scenario.runsFor(SETTLE_WINDOW.plusMinutes(5));

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(scenario.shop().postsOf("CV-1")).isZero();
    }
}
