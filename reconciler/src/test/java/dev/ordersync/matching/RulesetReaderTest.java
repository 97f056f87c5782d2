package dev.ordersync.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesetReaderTest {
    private static final String BUNDLED = Ruleset.bundledText();

    @Test
    void givenTheBundledRuleset_thenItIsLetIn() {
        assertThat(Ruleset.bundled().odds()).containsOnlyKeys(Level.values());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "fields-2"             | "Fields 2"             | version must be
                    "sure": {"value": 16.0 | "sure": {"value": -9.0 | sure must be above human
                    "human": {"value": -3.5 | "human": {"value": 99   | human.value must be
                    "level": "town"        | "level": "village"     | fields lack shippingAddress town
                    "field": "time"        | "field": "weather"     | fields[6].field is none
                    "relays"               | "relais"               | cannot be read
                    """)
    void givenAFault_whenRead_thenItIsRefusedByName(String right, String wrong, String message) {
        assertThat(BUNDLED).contains(right);
        assertThatThrownBy(() -> RulesetReader.read(BUNDLED.replace(right, wrong)))
                .isInstanceOf(RulesetInvalid.class)
                .hasMessageContaining(message);
    }

    @Test
    void givenALevelWithoutItsReason_thenItIsRefused() {
        assertThatThrownBy(() ->
                        RulesetReader.read(BUNDLED.replaceFirst("\"why\": \"Another person.\"", "\"why\": \" \"")))
                .isInstanceOf(RulesetInvalid.class)
                .hasMessageContaining("fields[0].levels[4].why must say why");
    }

    @Test
    void givenAWorseLevelThatWeighsMore_thenItIsRefused() {
        var swapped = BUNDLED.replace("\"level\": \"same\"", "\"level\": \"x\"")
                .replace("\"level\": \"other\"", "\"level\": \"same\"")
                .replace("\"level\": \"x\"", "\"level\": \"other\"");

        assertThatThrownBy(() -> RulesetReader.read(swapped))
                .isInstanceOf(RulesetInvalid.class)
                .hasMessageContaining("weigh more than a better level");
    }

    @Test
    void givenARareValue_thenItWeighsMore_andASharedOneLess() {
        var rules = Ruleset.bundled();
        double unknown = rules.weight(Level.NAME_SAME, Sharing.UNKNOWN);
        double rare = rules.weight(Level.NAME_SAME, new Sharing(1_000, java.util.Map.of()));
        double shared = rules.weight(Level.NAME_SAME, new Sharing(1_000, java.util.Map.of("customer.name", 80)));

        assertThat(rare).isGreaterThan(unknown);
        assertThat(shared).isLessThan(unknown);
    }
}
