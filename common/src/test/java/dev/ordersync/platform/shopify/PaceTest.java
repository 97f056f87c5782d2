package dev.ordersync.platform.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long WINDOW = Duration.ofSeconds(61).toNanos();

    @Test
    void G6_givenFiveOrdersInAMinute_thenTheSixthWaitsUntilTheFirstIsAMinuteOldAndOtherStoresDoNot() {
        var pace = new Pace();
        for (int i = 0; i < 5; i++) {
            assertThat(pace.take("acme", i)).isZero();
        }

        assertThat(pace.take("acme", 10)).isEqualTo(Duration.ofNanos(WINDOW - 9));
        assertThat(pace.take("other", 10)).isZero();
        assertThat(pace.take("acme", WINDOW)).isPositive();
        assertThat(pace.take("acme", WINDOW + 1)).isZero();
    }
}
