package dev.ordersync.scenario;

import static dev.ordersync.order.OrderStatus.BROKEN;
import static dev.ordersync.order.OrderStatus.SYNCED;
import static dev.ordersync.scenario.Presses.asked;
import static dev.ordersync.scenario.SyncScenario.RETRY_WITHIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.order.OrderId;
import dev.ordersync.order.Outcome;
import dev.ordersync.platform.Voided;
import dev.ordersync.resolution.IfNotDeletable;
import dev.ordersync.resolution.Target;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A twin, voided or kept by a person. */
class TwinVoidingScenarioTest extends VoidingFixture {
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

    private List<String> twinStates() {
        return scenario.texts("SELECT state FROM twins");
    }

    @Test
    void D2_givenATwin_whenVoided_thenTheOrderStaysSyncedAndTheLinkedCopyIsUntouched() {
        // given
        var order = orderWithTwin("CV-1");
        var linked = scenario.column(order, "platform_order_id", String.class);

        // when
        scenario.resolveTwin().voidCopy(order, COPY, IfNotDeletable.REFUSE, asked());
        scenario.resolveTwin().voidCopy(order, COPY, IfNotDeletable.REFUSE, asked());
        scenario.voidingRunsOnce();
        scenario.resolveTwin().voidCopy(order, COPY, IfNotDeletable.REFUSE, asked());

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

        scenario.resolveTwin().keep(order, COPY, asked());
        scenario.resolveTwin().keep(order, COPY, asked());
        scenario.runsFor(Duration.ofMinutes(1));

        assertThat(twinStates()).containsExactly("kept");
        assertThat(scenario.shop().voids()).isEmpty();
        assertThat(scenario.shop().liveCopiesOf("CV-1")).hasSize(2);
    }

    @Test
    void D2_givenATwinThatTheShopDoesNotDelete_whenVoided_thenItStaysOpen() {
        var order = orderWithTwin("CV-1");
        scenario.shop().doesOnVoid(_ -> new Voided.Refused("409 not-deletable"));
        scenario.resolveTwin().voidCopy(order, COPY, IfNotDeletable.REFUSE, asked());

        scenario.voidingRunsOnce();

        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(twinStates()).containsExactly("open");
        assertThat(scenario.auditOf(order)).endsWith("twin-void", "void-given-up");
    }

    @Test
    void C13_givenTwoCopiesWithOurReference_whenOneIsLinked_thenTheOtherIsATwinToBeVoided() {
        // given
        var order = scenario.queuedOrder("CV-1");
        scenario.shop().does(sent -> {
            scenario.shop().save(sent);
            scenario.shop().save(sent);
            return Outcome.Unknown.because("no reply within 30 s");
        });
        scenario.runsFor(RETRY_WITHIN);
        assertThat(scenario.statusOf(order)).isEqualTo(BROKEN);

        // when
        scenario.link().press(order, new Target("1001", null), asked());
        scenario.runsFor(Duration.ofHours(2));

        // then
        assertThat(scenario.texts("SELECT platform_order_id || ' ' || state FROM twins"))
                .containsExactly("1000 open");
        scenario.resolveTwin().voidCopy(order, COPY, IfNotDeletable.REFUSE, asked());
        scenario.voidingRunsOnce();
        assertThat(scenario.shop().liveCopiesOf("CV-1"))
                .singleElement()
                .extracting(copy -> copy.id().value())
                .isEqualTo("1001");
    }
}
