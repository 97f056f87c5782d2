package dev.ordersync.platform.http;

import static dev.ordersync.platform.http.ShopScenario.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.order.Outcome;
import dev.ordersync.platform.answer.RetryAfter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words of a refusal and the pause that a shop asks for. */
class RefusalTest {
    private static final String DATE = "Date: Tue, 24 Nov 2026 10:00:00 GMT";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no SKU NOPE here, see 2026-11-24 | bad: no SKU NOPE here, see 2026-11-24",
                "mail zoe@example.com is blocked  | bad: mail … is blocked",
                "mail other@example.org is taken  | bad: mail … is taken",
                "call (555) 123-4567 or 555 1234  | bad: call … or 555 1234",
                "ZOË o’neil, 1 main st is unknown | bad: …, … is unknown",
                "a\\u0000b\\nc                    | bad: a b c",
            })
    void givenOwnRefusal_whenCreated_thenWordsHoldNoPersonalDataAndNoControls(String detail, String words)
            throws Exception {
        var body = "{\"code\":\"bad\",\"detail\":\"" + detail + "\"}";
        try (var scenario = ShopScenario.answering(422, JSON, body)) {
            assertThat(scenario.create()).isEqualTo(new Outcome.Rejected(422, words));
        }
    }

    @Test
    void givenEndlessWords_whenCreated_thenTheyAreCut() throws Exception {
        var body = "{\"code\":\"" + "c".repeat(900) + "\",\"detail\":\"" + "very long ".repeat(900) + "\"}";
        try (var scenario = ShopScenario.answering(422, JSON, body)) {
            assertThat(scenario.create().detail())
                    .hasSize(300)
                    .startsWith("ccc")
                    .endsWith("…");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "-                             | 5",
                "7                             | 7",
                "0                             | 1",
                "600                           | 600",
                "601                           | 600",
                "99999999999999999999          | 600",
                "-3                            | 5",
                "soon                          | 5",
                "Tue, 24 Nov 2026 10:00:42 GMT | 42",
                "Tue, 24 Nov 2026 09:00:00 GMT | 1",
                "Wed, 25 Nov 2026 10:00:00 GMT | 600",
            })
    void A5_givenRetryAfter_whenThrottled_thenPauseIsBounded(String retryAfter, long seconds) throws Exception {
        var headers = retryAfter == null ? new String[] {DATE} : new String[] {DATE, "Retry-After: " + retryAfter};
        try (var own = ShopScenario.answering(429, JSON, "{\"code\":\"slow-down\"}", headers);
                var foreign = ShopScenario.answering(429, "text/html", "<h1>Too many</h1>", headers)) {
            var pause = Duration.ofSeconds(seconds);
            assertThat(own.create()).isEqualTo(new Outcome.Throttled(429, "slow-down", pause));
            assertThat(foreign.create())
                    .isEqualTo(new Outcome.Unknown(429, "429 that is not the shop's own", pause, false));
        }
    }

    @Test
    void givenDateWithoutTheShopsClock_whenThrottled_thenDefaultPause() throws Exception {
        try (var scenario = ShopScenario.answering(
                429, JSON, "{\"code\":\"slow-down\"}", "Retry-After: Tue, 24 Nov 2026 10:00:42 GMT")) {
            assertThat(scenario.create()).isEqualTo(new Outcome.Throttled(429, "slow-down", RetryAfter.DEFAULT));
        }
    }
}
