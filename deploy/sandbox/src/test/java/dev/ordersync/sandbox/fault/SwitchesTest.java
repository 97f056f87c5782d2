package dev.ordersync.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SwitchesTest {

    private final Switches switches = new Switches();

    @Test
    void givenTimes_whenUsedUp_thenTheNextRuleDecides() {
        switches.set(List.of(rule(null, Fault.RESET, 2), rule(null, Fault.REFUSE, null)), null);

        assertThat(List.of(post("A"), post("B"), post("C"))).containsExactly(Fault.RESET, Fault.RESET, Fault.REFUSE);
        assertThat(switches.states().getFirst().left()).isZero();
    }

    @Test
    void givenPerOrder_whenAKeyComesAgain_thenOnlyItsFirstPostIsStruck() {
        switches.set(List.of(new Rule(null, Fault.RESET, null, 1, null, null)), null);

        assertThat(switches.onPost("A", 0)).isPresent();
        assertThat(switches.onPost("A", 1)).isEmpty();
        assertThat(switches.onPost("B", 0)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "CV-*,   CV-1,   true",
        "CV-*,   CV-,    true",
        "CV-*,   XCV-1,  false",
        "CV-?,   CV-1,   true",
        "CV-?,   CV-12,  false",
        "*-TO-*, D-TO-7, true",
        "A.1,    AB1,    false",
        "A.1,    A.1,    true"
    })
    void givenAGlob_whenAnOrderComes_thenItsIdDecides(String match, String orderId, boolean struck) {
        switches.set(List.of(rule(match, Fault.RESET, null)), null);

        assertThat(switches.onPost(orderId, 0).isPresent()).isEqualTo(struck);
    }

    @Test
    void givenAGlob_whenAnOrderHasNoId_thenItIsNotStruck() {
        switches.set(List.of(rule("*", Fault.RESET, null)), null);

        assertThat(switches.onPost(null, 0)).isEmpty();
    }

    @Test
    void givenAnExceptionInFront_whenItFits_thenTheRestIsNotAsked() {
        switches.set(List.of(rule("VIP-*", Fault.NORMAL, null), rule(null, Fault.REFUSE, null)), null);

        assertThat(post("VIP-1")).isEqualTo(Fault.NORMAL);
        assertThat(post("CV-1")).isEqualTo(Fault.REFUSE);
    }

    @Test
    void givenDownForOnePost_whenReadsComeFirst_thenTheyAreStruckButDoNotUseItUp() {
        switches.set(List.of(rule(null, Fault.DOWN, 1)), null);

        assertThat(switches.onOther(Occasion.READ, null)).isPresent();
        assertThat(switches.onOther(Occasion.LIST, null)).isPresent();
        assertThat(post("A")).isEqualTo(Fault.DOWN);
        assertThat(switches.onOther(Occasion.READ, null)).isEmpty();
    }

    @Test
    void givenAProbability_whenSeededAlike_thenTheSameRequestsAreStruck() {
        var rules = List.of(new Rule(null, Fault.RESET, null, null, 0.3, null));

        switches.set(rules, 42L);
        List<Boolean> first = thousandPosts();
        switches.set(rules, 42L);

        assertThat(thousandPosts()).isEqualTo(first);
        assertThat(first.stream().filter(struck -> struck).count()).isBetween(250L, 350L);
    }

    @Test
    void givenADelay_whenStruck_thenItComesAlong() {
        switches.set(List.of(new Rule(null, Fault.LATE, null, null, null, Duration.ofSeconds(9))), null);

        assertThat(switches.onPost("A", 0)).contains(new Struck(Fault.LATE, Duration.ofSeconds(9)));
    }

    private List<Boolean> thousandPosts() {
        return IntStream.range(0, 1000)
                .mapToObj(n -> switches.onPost("A", 0).isPresent())
                .toList();
    }

    private Fault post(String orderId) {
        return switches.onPost(orderId, 0).map(Struck::fault).orElse(Fault.NORMAL);
    }

    private static Rule rule(@Nullable String match, Fault fault, @Nullable Integer times) {
        return new Rule(match, fault, times, null, null, null);
    }
}
