package dev.ordersync.reconciler.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

    private final Throttle throttle = new Throttle();

    @Test
    void givenFiveTries_whenTheSixthComes_thenItPausesUntilAQuarterOfAnHourAfterTheLast() {
        for (int left = 4; left >= 0; left--) {
            assertThat(throttle.take("dana", START)).isEqualTo(new Throttle.Ticket.Go(left));
        }

        var until = START.plus(Throttle.PAUSE);
        assertThat(throttle.take("dana", START)).isEqualTo(new Throttle.Ticket.Paused(until));
        assertThat(throttle.take("dana", until.minusNanos(1))).isEqualTo(new Throttle.Ticket.Paused(until));
        assertThat(throttle.take("dana", until)).isEqualTo(new Throttle.Ticket.Go(4));
    }

    @Test
    void givenWrongTries_whenTheRightOneComes_thenTheyCountNoMore() {
        throttle.take("dana", START);
        throttle.take("dana", START);

        throttle.forget("dana");

        assertThat(throttle.take("dana", START)).isEqualTo(new Throttle.Ticket.Go(4));
    }

    @Test
    void givenOneNamePauses_whenAnotherTries_thenItMay() {
        for (int i = 0; i < Throttle.TRIES; i++) {
            throttle.take("dana", START);
        }

        assertThat(throttle.take("ravi", START)).isEqualTo(new Throttle.Ticket.Go(4));
    }

    @Test
    void givenAFloodOfNames_whenTried_thenOnlySoManyAreKept() {
        for (int i = 0; i < 20_000; i++) {
            throttle.take("name-" + i, START);
        }

        assertThat(throttle.size()).isEqualTo(10_000);
        assertThat(throttle.take("name-19999", START.plus(Duration.ofSeconds(1))))
                .isEqualTo(new Throttle.Ticket.Go(3));
    }
}
