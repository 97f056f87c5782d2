package dev.ordersync.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LookupScheduleTest {
    private static final Instant SINCE = Instant.parse("2026-11-24T10:00:00Z");

    @Test
    void givenAWindow_thenItLooksAtGrowingPauses_andExactlyAtItsEnd() {
        var settles = SINCE.plus(Duration.ofMinutes(10));

        var looks = looks(settles, 8);

        assertThat(looks).isSorted().contains(settles);
        assertThat(looks.subList(0, 5)).allMatch(at -> at.isBefore(settles));
        assertThat(looks.get(6)).isEqualTo(settles.plus(Duration.ofMinutes(1)));
    }

    @Test
    void givenAWindowOfOneSecond_thenTwoLooksApartAreStillPossibleSoonAfterIt() {
        var settles = SINCE.plus(Duration.ofSeconds(1));

        assertThat(looks(settles, 4)).last().satisfies(at -> assertThat(at).isBefore(settles.plusSeconds(2)));
    }

    private static List<Instant> looks(Instant settles, int count) {
        var looks = new ArrayList<Instant>();
        var now = SINCE;
        for (int i = 0; i < count; i++) {
            now = LookupSchedule.next(SINCE, settles, now);
            looks.add(now);
        }
        return looks;
    }
}
