package dev.ordersync.reconciler.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {
    private final Times times = new Times(Instant.parse("2026-11-24T10:32:10Z"));

    @ParameterizedTest
    @CsvSource({
        "2026-11-24T10:36:00Z, 10:36",
        "2026-11-24T10:35:00.001Z, 10:36",
        "2026-11-24T10:35:40Z, 10:36",
        "2026-11-24T23:59:01Z, '25 Nov, 00:00'"
    })
    void givenAnEarliestTime_whenShown_thenItIsRoundedUp(Instant time, String shown) {
        assertThat(times.roundedUp(time).shown()).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 s",
        "PT59S, 59 s",
        "PT5M30S, 5 min",
        "PT1H20M, 1 h 20 min",
        "PT2H, 2 h",
        "PT12H40M, 12 h",
        "PT47H59M, 47 h",
        "PT72H, 3 d",
        "PT-5S, 0 s"
    })
    void givenASpan_whenShown_thenItIsAsExactAsAReaderNeeds(Duration span, String shown) {
        assertThat(Times.lasting(span).replace('\u00a0', ' ')).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-24T10:32:10Z, now",
        "2026-11-24T10:32:09Z, now",
        "2026-11-24T10:32:10.001Z, in 1 s",
        "2026-11-24T10:33:09Z, in 59 s",
        "2026-11-24T10:33:10Z, in 1 min",
        "2026-11-24T10:33:11Z, in 2 min"
    })
    void givenAPlannedTime_whenShown_thenItIsNeverTooSoon(Instant time, String shown) {
        assertThat(times.ahead(time).shown().replace('\u00a0', ' ')).isEqualTo(shown);
    }

    @Test
    void givenAnotherDay_whenShown_thenTheDayIsNamed() {
        assertThat(times.clock(Instant.parse("2026-11-23T09:00:00Z")).shown()).isEqualTo("23 Nov, 09:00:00");
        assertThat(times.clock(Instant.parse("2026-11-24T09:00:00Z")).shown()).isEqualTo("09:00:00");
        assertThat(times.clock(Instant.parse("2026-11-24T09:00:00Z")).title()).isEqualTo("24 Nov 2026, 09:00:00 UTC");
    }

    @ParameterizedTest
    @CsvSource({"48.00, 48.00", "1249.00, '1,249.00'", "1000, '1,000'", "0.125, 0.125"})
    void givenAnAmount_whenShown_thenItKeepsItsDecimals(BigDecimal amount, String shown) {
        assertThat(Amounts.money(amount)).isEqualTo(shown);
    }
}
