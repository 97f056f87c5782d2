package dev.ordersync.matching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.matching.Assignment.Claim;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AssignmentTest {
    private static final double MARGIN = 10;

    @Test
    void C4_givenTwoOrdersAsLikely_thenNeitherExplainsTheCopyAndTheyAreRivals() {
        var assignment = Assignment.of(List.of(new Claim(1, "a", 30), new Claim(2, "a", 21)), MARGIN);

        assertThat(assignment.isExplained(1, "a")).isFalse();
        assertThat(assignment.isExplained(2, "a")).isFalse();
        assertThat(assignment.rivals(1, "a")).containsExactly(2L);
        assertThat(assignment.rivals(2, "a")).containsExactly(1L);
    }

    @Test
    void C13_givenOneOrderLikelierByTheMargin_thenTheCopyIsExplainedForTheOther() {
        var assignment = Assignment.of(List.of(new Claim(1, "a", 30), new Claim(2, "a", 20)), MARGIN);

        assertThat(assignment.isExplained(2, "a")).isTrue();
        assertThat(assignment.isExplained(1, "a")).isFalse();
        assertThat(assignment.rivals(1, "a")).isEmpty();
    }

    @Test
    void C13_givenTheLikelierOrderHasAnotherCopyJustAsGood_thenThisOneStaysEverybodys() {
        var assignment =
                Assignment.of(List.of(new Claim(1, "a", 30), new Claim(1, "b", 30), new Claim(2, "a", 18)), MARGIN);

        assertThat(assignment.isExplained(2, "a")).isFalse();
    }

    @Test
    void C13_givenThreeOrdersAndThreeCopies_thenTheBestWholeCounts() {
        // Order 2 alone would take a; together, a is the only one for order 1.
        var assignment = Assignment.of(
                List.of(
                        new Claim(1, "a", 25),
                        new Claim(2, "a", 26),
                        new Claim(2, "b", 25),
                        new Claim(3, "b", 12),
                        new Claim(3, "c", 30)),
                MARGIN);

        assertThat(assignment.isExplained(2, "a")).isFalse();
        assertThat(assignment.isExplained(3, "b")).isTrue();
        assertThat(assignment.isExplained(1, "a")).isFalse();
    }

    @Test
    void C4_givenAGroupTooBigToSort_thenNobodyLosesAClaim() {
        var claims = IntStream.range(0, 100)
                .mapToObj(order -> new Claim(order, "a", order == 7 ? 60 : 20))
                .toList();

        var assignment = Assignment.of(claims, MARGIN);

        assertThat(IntStream.range(0, 100)).noneMatch(order -> assignment.isExplained(order, "a"));
    }

    @Test
    void givenValuesWithoutAPair_thenTheBestAssignmentLeavesThemAlone() {
        var best = BestAssignment.of(new double[][] {{0, 5, 0}, {4, 6, 0}, {0, 0, 0}});

        assertThat(best.columns()).containsExactly(1, 0, -1);
        assertThat(best.sum()).isEqualTo(9);
    }
}
