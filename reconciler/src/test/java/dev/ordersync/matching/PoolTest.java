package dev.ordersync.matching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.matching.labelled.Crowd;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PoolTest {
    private static final FieldMatcher MATCHER = new FieldMatcher();

    @Test
    void C17_givenTenThousandCopies_whenAskedForFifty_thenAllAreFoundByFewComparisons() {
        var crowd = Crowd.of(17, 10_000, 50);
        var pool = new Pool(MATCHER, crowd.copies());

        for (var wanted : crowd.wanted()) {
            var found = pool.alike(wanted);
            assertThat(found.complete()).isTrue();
            assertThat(found.alike())
                    .filteredOn(alike -> alike.match().isLikely())
                    .extracting(alike -> alike.copy().id().value())
                    .contains(wanted.content().id());
        }
        // All of them against all would be half a million.
        assertThat(pool.comparisons()).isLessThan(50 * 2 * Pool.COMMON);
    }

    @Test
    void C17_givenMoreNobodysThanCanBeTold_thenTheAnswerIsNotComplete() {
        var few = Crowd.ofNobodys(17, Pool.COMMON);
        var many = Crowd.ofNobodys(17, Pool.COMMON + 1);

        assertThat(new Pool(MATCHER, few.copies())
                        .alike(few.wanted().getFirst())
                        .complete())
                .isTrue();
        assertThat(new Pool(MATCHER, many.copies())
                        .alike(many.wanted().getFirst())
                        .complete())
                .isFalse();
    }

    @Test
    void C17_givenTheBudgetOfALookIsUsedUp_thenLaterOrdersGetNoAnswer() {
        var crowd = Crowd.ofNobodys(17, Pool.COMMON);
        var pool = new Pool(MATCHER, crowd.copies());

        var complete = IntStream.range(0, Pool.BUDGET / Pool.COMMON + 1)
                .mapToObj(_ -> pool.alike(crowd.wanted().getFirst()).complete())
                .toList();

        assertThat(complete.getLast()).isFalse();
        assertThat(complete.subList(0, complete.size() - 1)).doesNotContain(false);
    }
}
