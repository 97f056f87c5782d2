package dev.ordersync.platform.http;

import static dev.ordersync.platform.http.ShopScenario.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.order.Outcome;
import dev.ordersync.platform.client.RawShop;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A 201 whose copy is not what was sent, or is not whole. */
class AcceptedCopyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`\"quantity\":2`              | `\"quantity\":1`                        | lines",
                "`\"quantity\":2`              | `\"quantity\":2.5`                      | lines",
                "`\"sku\":\"TEE-M\",\"title\":\"Tee, M\"` | `\"sku\":null,\"title\":\"\"` | lines",
                "`\"total\":\"48.00\"`         | `\"total\":\"0.00\"`                    | total",
                "`\"total\":\"48.00\"`         | `\"total\":1e999999999`                 | total",
                "`\"currency\":\"USD\"`        | `\"currency\":\"EUR\"`                  | currency",
                "`\"reference\":\"os-0123-g1\"`| `\"reference\":\"os-9999-g1\"`          | reference",
                "`\"test\":false`              | `\"test\":true`                         | test",
                "`\"status\":\"open\"`         | `\"status\":\"cancelled\"`              | status",
                "`\"status\":\"open\"`         | `\"status\":\"trashed\"`                | status",
            })
    void givenCopyOtherThanSent_whenCreated_thenDifferenceIsNamed(String sent, String changed, String difference)
            throws Exception {
        var copy = ShopScenario.copy("1234").replace(sent, changed);
        assertThat(copy).isNotEqualTo(ShopScenario.copy("1234"));
        try (var scenario = ShopScenario.answering(201, JSON, copy)) {
            assertThat(scenario.create())
                    .isInstanceOfSatisfying(
                            Outcome.Accepted.class,
                            accepted -> assertThat(accepted.differences()).containsExactly(difference));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`\"reference\":\"os-0123-g1\"` | `\"reference\":null`",
                "`\"total\":\"48.00\"`          | `\"total\":48`",
                "`\"createdAt\":\"2026-11-24T10:16:00Z\"` | `\"createdAt\":\"yesterday\"`",
                "`\"status\":\"open\"`          | `\"status\":\"brand-new\"`",
                "`\"line1\":\"1 Main St\"`      | `\"line1\":\"2 Main St\"`",
            })
    void givenCopyAsSentInAllThatCounts_whenCreated_thenNoDifference(String sent, String changed) throws Exception {
        var copy = ShopScenario.copy("1234").replace(sent, changed);
        assertThat(copy).isNotEqualTo(ShopScenario.copy("1234"));
        try (var scenario = ShopScenario.answering(201, JSON, copy)) {
            assertThat(scenario.create())
                    .isInstanceOfSatisfying(
                            Outcome.Accepted.class,
                            accepted -> assertThat(accepted.differences()).isEqualTo(List.of()));
        }
    }

    @Test
    void givenNumberAsId_whenCreated_thenItIsTheId() throws Exception {
        try (var scenario = ShopScenario.answering(
                201, JSON, ShopScenario.copy("1234").replace("\"id\":\"1234\"", "\"id\":1234"))) {
            assertThat(scenario.create())
                    .isInstanceOfSatisfying(
                            Outcome.Accepted.class,
                            accepted -> assertThat(accepted.id().value()).isEqualTo("1234"));
        }
    }

    @Test
    void givenUrlThatIsNoWebPage_whenCreated_thenItIsNotKept() throws Exception {
        try (var scenario = ShopScenario.answering(
                201, JSON, ShopScenario.copy("1").replace("https://shop.example/orders/1", "javascript:alert(1)"))) {
            assertThat(scenario.create())
                    .isInstanceOfSatisfying(
                            Outcome.Accepted.class,
                            accepted -> assertThat(accepted.url()).isNull());
        }
    }

    @Test
    void A7_givenIdThatIsNone_whenCreated_thenAcceptedWithoutId() throws Exception {
        for (var id : List.of("x".repeat(201), "a\\u0000b", " ")) {
            try (var scenario = ShopScenario.answering(201, JSON, ShopScenario.copy(id))) {
                assertThat(scenario.create().code()).isEqualTo("accepted_no_id");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "201, application/json, accepted_no_id",
        "201, text/html, unknown",
        "200, application/json, unknown",
        "422, application/json, unknown",
        "429, application/json, unknown",
        "401, application/json, unknown"
    })
    void A7_givenBodyCutShort_whenCreated_thenNothingInItIsBelieved(int status, String type, String outcome)
            throws Exception {
        // given an answer that says everything, but not to the end that it promised
        var body = status == 201 ? ShopScenario.copy("1") : "{\"code\":\"some-code\"}";
        var cut = RawShop.answer(status, type, body + "       ");
        try (var scenario = ShopScenario.answering(_ -> cut.substring(0, cut.length() - 2))) {
            // when
            var actual =
                    scenario.platform.create(scenario.shop(Duration.ofMillis(300)), ShopScenario.order(), () -> true);

            // then
            assertThat(actual.code()).isEqualTo(outcome);
            assertThat(actual.httpStatus()).isEqualTo(status);
        }
    }
}
