package dev.ordersync.worker.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTest {
    private final Pace pace = new Pace();
    private final Instant start = Instant.parse("2026-11-24T10:00:00Z");

    @Test
    void givenEventsCome_whenTheyStop_thenThePausesGrowToTheLongest() {
        pace.leading(true);
        pace.foundEvents(start);

        assertThat(pace.pause(start.plusMillis(299))).isEqualTo(Duration.ofMillis(1));
        assertThat(pace.pause(start.plusMillis(400))).isEqualTo(Duration.ofMillis(20));
        assertThat(pace.pause(start.plusSeconds(60))).isEqualTo(Pace.LONGEST);
    }

    @Test
    void givenTroubleAfterTrouble_whenAsked_thenTheBackOffDoublesUpToItsLimitAndEndsWithSuccess() {
        pace.leading(true);
        pace.foundEvents(start);

        pace.trouble();
        assertThat(pace.pause(start)).isEqualTo(Duration.ofSeconds(1));
        pace.trouble();
        assertThat(pace.pause(start)).isEqualTo(Duration.ofSeconds(2));
        for (int i = 0; i < 100; i++) {
            pace.trouble();
        }
        assertThat(pace.pause(start)).isEqualTo(Pace.LONGEST_BACK_OFF);
        pace.sent();
        assertThat(pace.pause(start)).isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void givenAnotherLeads_whenAsked_thenItTriesOnceASecond() {
        assertThat(pace.pause(start)).isEqualTo(Pace.FOLLOWER);
    }
}
