package dev.ordersync.scenario;

import static dev.ordersync.order.OrderStatus.BROKEN;
import static dev.ordersync.order.OrderStatus.IN_DOUBT;
import static dev.ordersync.order.OrderStatus.QUEUED;
import static dev.ordersync.order.OrderStatus.SYNCED;
import static dev.ordersync.scenario.SyncScenario.RETRY_WITHIN;
import static dev.ordersync.scenario.SyncScenario.SETTLE_WINDOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.access.Caller;
import dev.ordersync.access.Role;
import dev.ordersync.content.OrderReader;
import dev.ordersync.ledger.LateAnswers;
import dev.ordersync.ledger.Recorded;
import dev.ordersync.order.Actor;
import dev.ordersync.order.IdempotencyKey;
import dev.ordersync.order.OrderId;
import dev.ordersync.order.Outcome;
import dev.ordersync.platform.Copy;
import dev.ordersync.platform.NewOrder;
import dev.ordersync.resolution.Correct;
import dev.ordersync.resolution.Desk;
import dev.ordersync.resolution.FactsReader;
import dev.ordersync.resolution.KnownCopy;
import dev.ordersync.resolution.Press;
import dev.ordersync.store.CredentialCipher;
import dev.ordersync.store.StoreDirectory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** An order was corrected after a doubt, and its first content turns out to be in the shop all the same. */
class GenerationsScenarioTest {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);
    private static final String FIRST = Orders.body("CV-1");
    private static final String CORRECTED = FIRST.replace("418 Brannan St", "500 Brannan St");

    @AutoClose
    private final SyncScenario scenario = new SyncScenario();

    /** Posted once without an answer, proven absent, and corrected while its retry was due. */
    private OrderId correctedOrder() {
        var order = scenario.queuedOrder("CV-1", FIRST);
        scenario.shop().timesOutWithoutApplying();
        scenario.workerRunsOnce();
        looksFor(RETRY_WITHIN);
        assertThat(scenario.statusOf(order)).isEqualTo(QUEUED);
        var stores = new StoreDirectory(scenario.jdbc(), new CredentialCipher("a key for tests only"));
        new Correct(new Desk(scenario.jdbc(), stores, scenario.clock(), () -> {}))
                .press(
                        order,
                        OrderReader.parse(CORRECTED.getBytes(StandardCharsets.UTF_8)),
                        Press.by(new Caller(Actor.user("ada"), Role.OPERATOR, null)));
        assertThat(scenario.column(order, "generation", Integer.class)).isEqualTo(2);
        return order;
    }

    /** The reconciler alone, until nothing is in doubt or the time is over. */
    private void looksFor(Duration length) {
        var until = scenario.clock().instant().plus(length);
        while (scenario.clock().instant().isBefore(until) && inDoubt() > 0) {
            scenario.reconcilerRunsOnce();
            if (inDoubt() > 0) {
                scenario.clock().advance(BETWEEN_LOOKS);
            }
        }
    }

    private int inDoubt() {
        return scenario.jdbc()
                .sql("SELECT count(*) FROM orders WHERE status = 'in_doubt'")
                .query(Integer.class)
                .single();
    }

    /** The first content reaches the shop's books, however late. */
    private Copy firstContentSurfaces() {
        return scenario.shop()
                .save(new NewOrder(IdempotencyKey.of("default", "CV-1", 1), FIRST, Orders.content("CV-1")));
    }

    private void firstAttemptIsAnswered(OrderId order, Copy copy) {
        var now = scenario.clock().instant();
        var accepted = (Outcome.Accepted) ScriptedShop.accepted(copy);
        LateAnswers.note(scenario.jdbc(), new Recorded(order, 1, accepted, scenario.store(), now, 1), accepted, now);
    }

    private void isBrokenWith(OrderId order, Copy copy) {
        assertThat(scenario.statusOf(order)).isEqualTo(BROKEN);
        assertThat(scenario.column(order, "reason", String.class)).contains("as it was before");
        assertThat(new FactsReader(scenario.jdbc()).get(order).copies())
                .containsExactly(new KnownCopy(copy.id().value(), true));
        assertThat(scenario.jdbc()
                        .sql("SELECT kind FROM signals WHERE kind = 'broken-sync'")
                        .query(String.class)
                        .list())
                .hasSize(1);
    }

    @Test
    void I5_E11_givenACorrectedOrderIsQueued_whenTheFirstContentsAnswerComes_thenItIsBrokenAndNotPosted() {
        // given
        var order = correctedOrder();

        // when
        var copy = firstContentSurfaces();
        firstAttemptIsAnswered(order, copy);
        scenario.runsFor(SETTLE_WINDOW);

        // then
        isBrokenWith(order, copy);
        assertThat(scenario.shop().postsOf("CV-1")).isOne();
    }

    @Test
    void E11_givenACorrectedOrderIsInDoubt_whenTheFirstContentsAnswerComes_thenItIsBroken() {
        // given
        var order = correctedOrder();
        scenario.shop().timesOutWithoutApplying();
        scenario.workerRunsOnce();
        assertThat(scenario.statusOf(order)).isEqualTo(IN_DOUBT);

        // when
        var copy = firstContentSurfaces();
        firstAttemptIsAnswered(order, copy);
        scenario.runsFor(RETRY_WITHIN);

        // then
        isBrokenWith(order, copy);
        assertThat(scenario.shop().postsOf("CV-1")).isEqualTo(2);
    }

    @Test
    void D2_E11_givenACorrectedOrderIsSynced_whenTheFirstContentsAnswerComes_thenItIsATwin() {
        // given
        var order = correctedOrder();
        scenario.workerRunsOnce();
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        var linked = scenario.column(order, "platform_order_id", String.class);

        // when
        var copy = firstContentSurfaces();
        firstAttemptIsAnswered(order, copy);

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(scenario.column(order, "platform_order_id", String.class)).isEqualTo(linked);
        assertThat(scenario.jdbc()
                        .sql("SELECT platform_order_id FROM twins WHERE found_by = 'late-answer' AND state = 'open'")
                        .query(String.class)
                        .list())
                .containsExactly(copy.id().value());
    }

    @Test
    void E11_I4_I7_givenACorrectedOrderWhoseProofIsOld_whenItsTurnComes_thenAllReferencesAreAskedBeforeItIsPosted() {
        // given
        var order = correctedOrder();
        scenario.clock().advance(scenario.store().policy().proofMaxAge().plusMillis(1));

        // when
        scenario.workerRunsOnce();

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(IN_DOUBT);
        assertThat(scenario.shop().postsOf("CV-1")).isOne();

        // and when it is looked up
        scenario.runsFor(RETRY_WITHIN);
        assertThat(scenario.shop().asked())
                .contains(IdempotencyKey.of("default", "CV-1", 1), IdempotencyKey.of("default", "CV-1", 2));
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(scenario.shop().postsOf("CV-1")).isEqualTo(2);
        assertThat(scenario.shop().liveCopiesOf("CV-1")).singleElement().satisfies(copy -> {
            assertThat(copy.reference()).isEqualTo(IdempotencyKey.of("default", "CV-1", 2));
            assertThat(copy.content().addressLine1()).isEqualTo("500 Brannan St");
        });
    }

    @Test
    void E11_I7_givenTheFirstContentSurfacesMeanwhile_whenItIsLookedUp_thenItIsBrokenAndNeitherLinkedNorPosted() {
        // given
        var order = correctedOrder();
        scenario.clock().advance(scenario.store().policy().proofMaxAge().plusMillis(1));
        var copy = firstContentSurfaces();

        // when
        scenario.runsFor(RETRY_WITHIN);

        // then
        isBrokenWith(order, copy);
        assertThat(scenario.shop().postsOf("CV-1")).isOne();
    }
}
