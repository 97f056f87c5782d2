package dev.ordersync.scenario;

import static dev.ordersync.order.OrderStatus.BROKEN;
import static dev.ordersync.order.OrderStatus.FAILED;
import static dev.ordersync.order.OrderStatus.IN_DOUBT;
import static dev.ordersync.order.OrderStatus.QUEUED;
import static dev.ordersync.order.OrderStatus.SYNCED;
import static dev.ordersync.scenario.SyncScenario.RETRY_WITHIN;
import static dev.ordersync.scenario.SyncScenario.SETTLE_WINDOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.access.Caller;
import dev.ordersync.access.Role;
import dev.ordersync.order.Actor;
import dev.ordersync.order.OrderId;
import dev.ordersync.order.Outcome;
import dev.ordersync.order.PlatformOrderId;
import dev.ordersync.platform.NewOrder;
import dev.ordersync.resolution.Cancel;
import dev.ordersync.resolution.Desk;
import dev.ordersync.resolution.Dismiss;
import dev.ordersync.resolution.Press;
import dev.ordersync.resolution.Retry;
import dev.ordersync.store.CredentialCipher;
import dev.ordersync.store.StoreDirectory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Found by the simulation: copies that surface when nobody looks any more, and orders that nobody decides. */
class LateCopiesScenarioTest {
    private static final Caller ADMIN = new Caller(Actor.user("ann"), Role.ADMIN, null);

    @AutoClose
    private final SyncScenario scenario = new SyncScenario();

    @Test
    void A15_givenALateAnswerSaysThatTheShopTookItWithoutAnId_thenItIsNeverSentAgain() {
        // given
        var order = scenario.queuedOrder("CV-1");
        scenario.shop().does(_ -> {
            scenario.clock().advance(Duration.ofSeconds(70));
            scenario.upkeepRunsOnce();
            assertThat(scenario.statusOf(order)).isEqualTo(IN_DOUBT);
            return new Outcome.AcceptedNoId(201, "no id in the answer");
        });

        // when
        scenario.workerRunsOnce();
        scenario.runsFor(RETRY_WITHIN.plusMinutes(5));

        // then
        assertThat(scenario.shop().postsOf("CV-1")).isOne();
        assertThat(scenario.statusOf(order)).isEqualTo(BROKEN);
    }

    @Test
    void A15_givenALateAnswerNamesACopyThatIsNotAsSent_whenNoListShowsIt_thenItIsNeverSentAgain() {
        // given
        var order = scenario.queuedOrder("CV-1");
        scenario.shop().does(_ -> {
            scenario.clock().advance(Duration.ofSeconds(70));
            scenario.upkeepRunsOnce();
            return new Outcome.Accepted(new PlatformOrderId("1000"), null, 201, List.of("lines"));
        });

        // when
        scenario.workerRunsOnce();
        assertThat(scenario.statusOf(order)).isEqualTo(IN_DOUBT);
        scenario.runsFor(RETRY_WITHIN.plusMinutes(5));

        // then
        assertThat(scenario.shop().postsOf("CV-1")).isOne();
        assertThat(scenario.statusOf(order)).isEqualTo(BROKEN);
    }

    @Test
    void A15_givenItWasQueuedAgainBeforeThatAnswer_thenItIsLookedForInsteadOfSent() {
        // given
        var order = scenario.queuedOrder("CV-1");
        scenario.shop().does(sent -> {
            scenario.clock().advance(Duration.ofSeconds(70));
            scenario.upkeepRunsOnce();
            while (scenario.statusOf(order) == IN_DOUBT) {
                scenario.clock().advance(Duration.ofMinutes(1));
                scenario.reconcilerRunsOnce();
            }
            assertThat(scenario.statusOf(order)).isEqualTo(QUEUED);
            scenario.shop().save(sent);
            return new Outcome.AcceptedNoId(201, "no id in the answer");
        });

        // when
        scenario.workerRunsOnce();

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(IN_DOUBT);
        scenario.runsFor(SETTLE_WINDOW);
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(scenario.shop().postsOf("CV-1")).isOne();
    }

    @Test
    void D2_whenTheRetryWasUnknownTooAndWasLinked_thenTheFirstCopyIsStillWatchedFor() {
        // given
        var first = new ArrayList<NewOrder>();
        var order = scenario.queuedOrder("CV-1");
        scenario.shop().does(given -> {
            first.add(given);
            return Outcome.Unknown.because("no reply within 30 s");
        });
        scenario.shop().appliesThenTimesOut();
        scenario.runsFor(RETRY_WITHIN);
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(scenario.outcomesOf(order)).containsExactly("unknown", "unknown");

        // when
        scenario.shop().save(first.getFirst());
        scenario.runsFor(Duration.ofHours(1));

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(twinsOf(order)).isOne();
    }

    @Test
    void D2_whenTheShopIsProbedAndNoOrderIsThereToTry_thenTheTwinIsFoundAllTheSame() {
        // given
        var first = new ArrayList<NewOrder>();
        var order = scenario.queuedOrder("CV-1");
        scenario.shop().does(given -> {
            first.add(given);
            return Outcome.Unknown.because("no reply within 30 s");
        });
        scenario.runsFor(SETTLE_WINDOW.plus(Duration.ofMinutes(2)));
        assertThat(scenario.outcomesOf(order)).containsExactly("unknown", "accepted");
        scenario.shop().save(first.getFirst());

        // when
        scenario.health().startProbing(scenario.store().id(), scenario.clock().instant());
        scenario.runsFor(Duration.ofMinutes(12));
        assertThat(twinsOf(order)).isZero();
        scenario.health().allowTrial(scenario.store().id());
        scenario.runsFor(Duration.ofMinutes(2));

        // then
        assertThat(twinsOf(order)).isOne();
    }

    @Test
    void D1_whenItsOwnCopyWasCalledAnotherOrder_thenItIsStillDecidedInTime() {
        // given
        var order = scenario.queuedOrder("CV-1");
        scenario.shop().acceptsOtherwiseThanSent();
        scenario.workerRunsOnce();
        var copy = scenario.shop().copiesOf("CV-1").getFirst().id().value();

        // when
        dismiss().press(order, copy, new Press(ADMIN, null, true, "another one"));
        scenario.runsFor(SETTLE_WINDOW.plus(Duration.ofMinutes(5)));

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(FAILED);
    }

    @Test
    void D12_whenAForcedRetryIsCancelledBeforeAnybodyLooked_thenItsCopyIsShownAndNotForgotten() {
        // given
        var order = scenario.queuedOrder("CV-1");
        scenario.shop().appliesThenTimesOut();
        scenario.workerRunsOnce();
        new Retry(desk()).press(order, new Press(ADMIN, null, true, "I am sure"));

        // when
        new Cancel(desk()).press(order, new Press(ADMIN, null, false, "not wanted"));
        scenario.runsFor(SETTLE_WINDOW);

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(BROKEN);
        assertThat(scenario.shop().postsOf("CV-1")).isOne();
    }

    @Test
    void D12_givenABrokenOrderThatIsForcedOnwards_whenCancelledBeforeItIsSent_thenItsCopyIsNotForgotten() {
        // given
        var order = scenario.brokenOrder("CV-1");
        new Retry(desk()).press(order, new Press(ADMIN, null, true, "I am sure"));

        // when
        new Cancel(desk()).press(order, new Press(ADMIN, null, false, "not wanted"));
        scenario.runsFor(SETTLE_WINDOW);

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(BROKEN);
        assertThat(scenario.shop().postsOf("CV-1")).isOne();
    }

    @Test
    void D12_givenAForcedRetryThatIsCancelledInFlight_whenTheShopSaysToSlowDown_thenItsCopyIsNotForgotten() {
        // given
        var order = scenario.brokenOrder("CV-1");
        new Retry(desk()).press(order, new Press(ADMIN, null, true, "I am sure"));
        scenario.shop().does(_ -> {
            new Cancel(desk()).press(order, new Press(ADMIN, null, false, "not wanted"));
            return new Outcome.Throttled(429, "slow down", Duration.ofSeconds(1));
        });

        // when
        scenario.workerRunsOnce();
        scenario.runsFor(SETTLE_WINDOW.multipliedBy(2));

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(BROKEN);
    }

    @Test
    void givenABrokenOrderThatIsForcedOnwards_whenTheShopRefusesIt_thenItsCopyIsFoundAndNotForgotten() {
        // given
        var order = scenario.brokenOrder("CV-1");
        new Retry(desk()).press(order, new Press(ADMIN, null, true, "I am sure"));
        scenario.shop().refuses();
        scenario.workerRunsOnce();
        long posts = scenario.shop().postsOf("CV-1");

        // when
        scenario.runsFor(SETTLE_WINDOW.multipliedBy(2));

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(scenario.shop().postsOf("CV-1")).isEqualTo(posts);
    }

    private Dismiss dismiss() {
        return new Dismiss(desk());
    }

    private Desk desk() {
        var stores = new StoreDirectory(scenario.jdbc(), new CredentialCipher("a key for tests only"));
        return new Desk(scenario.jdbc(), stores, scenario.clock(), () -> {});
    }

    private long twinsOf(OrderId order) {
        return scenario.jdbc()
                .sql("SELECT count(*) FROM twins WHERE order_id = :id")
                .param("id", order.value())
                .query(Long.class)
                .single();
    }
}
