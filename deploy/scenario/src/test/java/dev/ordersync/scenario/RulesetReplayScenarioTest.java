package dev.ordersync.scenario;

import static dev.ordersync.order.OrderStatus.BROKEN;
import static dev.ordersync.order.OrderStatus.SYNCED;
import static dev.ordersync.scenario.SyncScenario.RETRY_WITHIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.access.Caller;
import dev.ordersync.access.Role;
import dev.ordersync.matching.FieldMatcher;
import dev.ordersync.matching.Ruleset;
import dev.ordersync.matching.RulesetReader;
import dev.ordersync.order.Actor;
import dev.ordersync.order.StoreKey;
import dev.ordersync.reconciler.replay.Replayed;
import dev.ordersync.reconciler.replay.RulesetReplay;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Other rules tried on decisions that were really made. */
class RulesetReplayScenarioTest {
    @AutoClose
    private final SyncScenario scenario = new SyncScenario();

    @Test
    void C16_givenOneOrderFlaggedAndOneLinked_whenReplayed_thenOnlyStricterRulesChangeTheFlag() {
        // given
        var flagged = scenario.queuedOrder("CV-1");
        scenario.shop().appliesWithoutReferenceThenTimesOut();
        scenario.runsFor(RETRY_WITHIN);
        var linked = scenario.queuedOrder("CV-2");
        scenario.shop().appliesThenTimesOut();
        scenario.runsFor(RETRY_WITHIN);
        assertThat(scenario.statusOf(flagged)).isEqualTo(BROKEN);
        assertThat(scenario.statusOf(linked)).isEqualTo(SYNCED);

        // when
        var unchanged = replay(Ruleset.bundled(), null);
        var stricter = replay(stricter(), null);

        // then
        assertThat(unchanged.decisions()).isEqualTo(2);
        assertThat(unchanged.incomplete()).isZero();
        assertThat(unchanged.changes()).isEmpty();
        assertThat(stricter.changes()).singleElement().satisfies(change -> {
            assertThat(change.id()).isEqualTo("CV-1");
            assertThat(change.before().ruleset()).isEqualTo("fields-2");
            assertThat(change.before().decision()).isEqualTo("flag");
            assertThat(change.after().ruleset()).isEqualTo("stricter-1");
            // Absence was not proven yet at that moment: it would have looked on.
            assertThat(change.after().decision()).isEqualTo("wait");
            assertThat(change.candidates()).singleElement().satisfies(score -> {
                assertThat(score.before()).isGreaterThanOrEqualTo(0.5);
                assertThat(score.after()).isNull();
            });
        });
        assertThat(JsonMapper.shared().writeValueAsString(stricter)).doesNotContainIgnoringCase("example.com");
        assertThat(scenario.statusOf(flagged)).isEqualTo(BROKEN);
    }

    @Test
    void givenACallerOfAnotherStore_whenReplayed_thenItSeesNoDecision() {
        scenario.queuedOrder("CV-1");
        scenario.shop().appliesThenTimesOut();
        scenario.runsFor(RETRY_WITHIN);

        assertThat(replay(Ruleset.bundled(), Set.of(new StoreKey("another"))).decisions())
                .isZero();
        assertThat(replay(Ruleset.bundled(), Set.of(scenario.store().key())).decisions())
                .isEqualTo(1);
    }

    private Replayed replay(Ruleset ruleset, @Nullable Set<StoreKey> stores) {
        return new RulesetReplay(scenario.jdbc())
                .replay(new FieldMatcher(ruleset), new Caller(Actor.RECONCILER, Role.ADMIN, stores), null, 100);
    }

    private static Ruleset stricter() {
        var json = (ObjectNode) JsonMapper.shared().readTree(Ruleset.bundledText());
        json.put("version", "stricter-1");
        ((ObjectNode) json.get("human")).put("value", 49);
        ((ObjectNode) json.get("sure")).put("value", 70);
        return RulesetReader.read(json.toString());
    }
}
