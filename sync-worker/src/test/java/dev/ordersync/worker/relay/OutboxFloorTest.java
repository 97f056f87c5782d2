package dev.ordersync.worker.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OutboxFloorTest {
    private final OutboxFloor floor = new OutboxFloor();
    private final Instant start = Instant.parse("2026-11-24T10:00:00Z");

    private Instant after(Duration duration) {
        return start.plus(duration);
    }

    @Test
    void givenNothingIsKnown_whenAsked_thenAllIsRead() {
        assertThat(floor.at(start)).isZero();
    }

    @Test
    void givenSettledIds_whenTheyAreFiveSecondsOld_thenTheyAreTheFloorAndNotBefore() {
        // given
        floor.at(start);
        floor.settled(100, start);
        floor.settled(200, after(Duration.ofSeconds(1)));

        // then
        assertThat(floor.at(start.plus(OutboxFloor.LAG).minusMillis(1))).isZero();
        assertThat(floor.at(start.plus(OutboxFloor.LAG))).isEqualTo(100);
        assertThat(floor.at(start.plus(OutboxFloor.LAG).plusSeconds(1))).isEqualTo(200);
    }

    @Test
    void givenAFloor_whenThirtySecondsPassed_thenAllIsReadOnce() {
        // given
        floor.at(start);
        floor.settled(100, start);

        // then
        assertThat(floor.at(after(OutboxFloor.FULL_READ_EVERY).minusMillis(1))).isEqualTo(100);
        assertThat(floor.at(after(OutboxFloor.FULL_READ_EVERY))).isZero();
        assertThat(floor.at(after(OutboxFloor.FULL_READ_EVERY).plusMillis(1))).isEqualTo(100);
    }

    @Test
    void givenAFailure_whenAsked_thenAllIsReadNext() {
        floor.at(start);
        floor.settled(100, start);

        floor.readAllNext();

        assertThat(floor.at(after(OutboxFloor.LAG))).isZero();
    }
}
