package dev.ordersync.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.matching.FieldMatcher;
import dev.ordersync.matching.Ruleset;
import dev.ordersync.matching.RulesetReader;
import dev.ordersync.matching.labelled.Situation;
import dev.ordersync.matching.labelled.Situations;
import dev.ordersync.order.OrderContent;
import dev.ordersync.order.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A decision made again from what was kept of it. */
class RulingTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Instant SETTLED = Instant.parse("2026-11-24T16:00:00Z");
    private static final FieldMatcher MATCHER = new FieldMatcher();

    private record Decided(Ruling ruling, List<Candidate> candidates, Map<Long, OrderContent> contents) {}

    @Test
    void C16_givenDecisionsOfEveryKind_whenMadeAgainByTheSameRules_thenTheyAreTheSameWithTheSameCandidates() {
        var decisions = decisions();

        assertThat(decisions).hasSizeGreaterThan(200).allSatisfy(decided -> {
            var again = decided.ruling().again(MATCHER, decided.contents());
            assertThat(again.verdict().code()).isEqualTo(decided.ruling().verdict());
            assertThat(again.candidates()).isEqualTo(decided.candidates());
        });
        assertThat(decisions).extracting(decided -> decided.ruling().verdict()).contains("link", "flag", "retry");
    }

    @Test
    void C16_givenStricterRules_whenMadeAgain_thenWhatPeopleWereShownIsSentAgainAndLinksStay() {
        var stricter = new FieldMatcher(withHuman(15.5));

        for (var decided : decisions()) {
            var again = decided.ruling()
                    .again(stricter, decided.contents())
                    .verdict()
                    .code();
            switch (decided.ruling().verdict()) {
                case "flag" -> assertThat(again).isIn("flag", "retry");
                default -> assertThat(again).isEqualTo(decided.ruling().verdict());
            }
        }
        assertThat(decisions())
                .filteredOn(decided -> decided.ruling().verdict().equals("flag"))
                .anyMatch(decided -> decided.ruling()
                        .again(stricter, decided.contents())
                        .verdict()
                        .code()
                        .equals("retry"));
    }

    @Test
    void C17_givenMoreOrdersThatShareACopyThanAreKept_thenTheMaterialSaysThatItIsNotWhole() {
        var situation = Situations.of(31, 1).stream()
                .filter(made -> made.kind().equals("C4"))
                .findFirst()
                .orElseThrow();
        var one = situation.orders().getFirst();
        var crowd = new ArrayList<OpenOrder>();
        for (long id = 1; id <= Material.MOST + 2; id++) {
            crowd.add(new OpenOrder(
                    new OrderId(id),
                    one.wanted(),
                    List.of("os-" + "0".repeat(31) + id % 10 + "-g1"),
                    one.dismissed(),
                    one.voided()));
        }
        var suspects = new Suspects(MATCHER, situation.copies(), situation.linked());
        suspects.of(crowd, List::of);

        var material = suspects.material(crowd.getFirst());

        assertThat(material.whole()).isFalse();
        assertThat(material.copies()).isEmpty();
    }

    private static Ruleset withHuman(double bits) {
        var json = (ObjectNode) JSON.readTree(Ruleset.bundledText());
        json.put("version", "stricter-1");
        ((ObjectNode) json.get("human")).put("value", bits);
        return RulesetReader.read(json.toString());
    }

    private static List<Decided> decisions() {
        return Situations.of(31, 15).stream()
                .flatMap(situation -> decisions(situation).stream())
                .toList();
    }

    /** Kept as the database does, and read again. */
    private static List<Decided> decisions(Situation situation) {
        var suspects = new Suspects(MATCHER, situation.copies(), situation.linked());
        var suspicions = suspects.of(situation.orders(), List::of);
        var contents = situation.orders().stream()
                .collect(Collectors.toMap(
                        order -> order.id().value(), order -> order.wanted().content()));
        var decided = new ArrayList<Decided>();
        for (var order : situation.orders()) {
            var candidates = Objects.requireNonNull(suspicions.get(order.id())).candidates();
            var looked = new Looked(SETTLED, true, true, null, candidates);
            var ruling = Ruling.of(Decision.on(doubt(), looked), doubt(), looked, suspects.material(order));
            var kept = JSON.readValue(JSON.writeValueAsString(ruling), Ruling.class);
            decided.add(new Decided(kept, candidates, contents));
        }
        return decided;
    }

    private static Doubt doubt() {
        return new Doubt(
                SETTLED.minus(Duration.ofMinutes(1)),
                SETTLED.plus(Duration.ofHours(1)),
                false,
                false,
                false,
                false,
                false,
                true,
                SETTLED.plusSeconds(60));
    }
}
