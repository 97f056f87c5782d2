package dev.ordersync.platform.http;

import static dev.ordersync.platform.http.ShopScenario.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.order.Outcome;
import dev.ordersync.order.PlatformOrderId;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each answer to a POST of an order is taken for. */
class HttpPlatformCreateTest {
    private static final String PAGE = "<!doctype html><title>Hello</title>";

    @Test
    void givenShopThatTakesTheOrder_whenCreated_thenContractIsSpoken() throws Exception {
        try (var scenario = ShopScenario.answering(201, JSON, ShopScenario.copy("1234"))) {
            // when
            var outcome = scenario.create();

            // then
            assertThat(outcome)
                    .isEqualTo(new Outcome.Accepted(
                            new PlatformOrderId("1234"), "https://shop.example/orders/1234", 201, List.of()));
            var request = Objects.requireNonNull(scenario.seen.poll());
            assertThat(request.method() + " " + request.path()).isEqualTo("POST /api/orders");
            assertThat(request.headers())
                    .containsEntry("idempotency-key", ShopScenario.KEY)
                    .containsEntry("authorization", "Bearer secret")
                    .doesNotContainKeys("upgrade", "expect", "cookie");
            assertThat(request.body()).isEqualTo("{\"reference\":\"os-0123-g1\",\"order\":" + ShopScenario.BODY + "}");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | application/json | {\"id\":\"1\"}                          | unknown",
                "202 | application/json | {\"id\":\"1\"}                          | unknown",
                "206 | application/json | {\"id\":\"1\"}                          | unknown",
                "201 | application/json | {}                                      | accepted_no_id",
                "201 | application/json | {\"id\":null}                           | accepted_no_id",
                "201 | application/json | {\"id\":\"\"}                           | accepted_no_id",
                "201 | application/json | {\"id\":\"12                            | accepted_no_id",
                "201 | application/json | []                                      | accepted_no_id",
                "201 | text/plain       | {\"id\":\"1\"}                          | unknown",
                "301 | text/plain       | moved                                   | unknown",
                "302 | application/json | {\"code\":\"moved\"}                    | unknown",
                "303 | text/plain       | see                                     | unknown",
                "304 | text/plain       | same                                    | unknown",
                "307 | text/plain       | moved                                   | unknown",
                "308 | text/plain       | moved                                   | unknown",
                "400 | application/json | {\"code\":\"bad-line\"}                 | rejected",
                "400 | application/problem+json; charset=utf-8 | {\"code\":\"bad-line\"} | rejected",
                "400 | application/json | {\"error\":\"bad\"}                     | unknown",
                "400 | application/json | {\"code\":7}                            | unknown",
                "400 | text/plain       | {\"code\":\"bad-line\"}                 | unknown",
                "401 | application/json | {\"code\":\"bad-token\"}                | held",
                "401 | application/json | {\"code\":\"nonce-used\"}               | unknown",
                "401 | application/json | {\"message\":\"proxy says no\"}         | unknown",
                "402 | application/json | {\"code\":\"frozen\"}                   | held",
                "403 | application/json | {\"code\":\"scope\"}                    | held",
                "404 | application/json | {\"code\":\"no-such-endpoint\"}         | held",
                "404 | application/json | {}                                      | unknown",
                "407 | application/json | {\"code\":\"proxy\"}                    | unknown",
                "408 | application/json | {\"code\":\"too-slow\"}                 | unknown",
                "409 | application/json | {\"code\":\"idempotency-in-flight\"}    | unknown",
                "409 | application/json | {\"code\":\"other\"}                    | unknown",
                "413 | application/json | {\"code\":\"too-large\"}                | rejected",
                "421 | application/json | {\"code\":\"misdirected\"}              | unknown",
                "422 | application/json | {\"code\":\"unknown-sku\"}              | rejected",
                "422 | application/json | {\"code\":\"idempotency-key-reused\"}   | unknown",
                "423 | application/json | {\"code\":\"locked\"}                   | held",
                "425 | application/json | {\"code\":\"early\"}                    | unknown",
                "429 | application/json | {\"code\":\"slow-down\"}                | throttled",
                "429 | text/plain       | slow down                               | unknown",
                "500 | application/json | {\"code\":\"oops\"}                     | unknown",
                "502 | text/html        | <h1>bad gateway</h1>                    | unknown",
                "503 | application/json | {\"code\":\"closed\"}                   | unknown",
                "504 | text/html        | <h1>timeout</h1>                        | unknown",
            })
    void A4_A5_A8_A9_A10_givenAnswer_whenCreated_thenOutcomeIs(int status, String type, String body, String outcome)
            throws Exception {
        try (var scenario = ShopScenario.answering(status, type, body)) {
            // when
            var actual = scenario.create();

            // then
            assertThat(actual.code()).isEqualTo(outcome);
            assertThat(actual.httpStatus()).isEqualTo(status);
            assertThat(scenario.raw.posts(ShopScenario.KEY)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "200, true",
        "201, true",
        "400, true",
        "401, true",
        "403, true",
        "404, true",
        "422, true",
        "500, false",
        "502, false",
        "503, false",
        "408, false",
        "429, false"
    })
    void A6_givenPage_whateverItsStatusAndType_thenUnknown(int status, boolean unexpected) throws Exception {
        for (var type : List.of("text/html; charset=utf-8", JSON)) {
            try (var scenario = ShopScenario.answering(status, type, PAGE)) {
                // when
                var outcome = scenario.create();

                // then
                assertThat(outcome).isInstanceOfSatisfying(Outcome.Unknown.class, unknown -> {
                    assertThat(unknown.unexpected()).isEqualTo(unexpected);
                    assertThat(unknown.httpStatus()).isEqualTo(status);
                });
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"401, unauthorized", "402, payment-required", "403, forbidden", "404, not-found", "423, locked"})
    void A8_givenOwnRefusalOfTheStore_whenCreated_thenHoldHasItsCode(int status, String hold) throws Exception {
        try (var scenario = ShopScenario.answering(status, JSON, "{\"code\":\"some-code\"}")) {
            assertThat(scenario.create()).isEqualTo(new Outcome.Held(status, hold, "some-code"));
        }
    }

    @Test
    void A9_givenRedirect_whenCreated_thenUnexpectedAndNotFollowed() throws Exception {
        try (var scenario = ShopScenario.answering(307, "text/plain", "", "Location: /api/orders")) {
            assertThat(scenario.create()).isEqualTo(new Outcome.Unknown(307, "a redirect (307)", null, true));
            assertThat(scenario.raw.posts()).isEqualTo(1);
        }
    }

    @Test
    void A2_givenClosedPort_whenCreated_thenNotSent() throws Exception {
        try (var scenario = ShopScenario.answering(201, JSON, "{}")) {
            // given
            var shop = scenario.shop();
            scenario.raw.close();

            // when
            var outcome = scenario.platform.create(shop, ShopScenario.order(), () -> true);

            // then
            assertThat(outcome).isEqualTo(new Outcome.NotSent("the connection was refused"));
        }
    }

    @Test
    void I1_givenGuardThatRefuses_whenCreated_thenNotSentAndNothingArrives() throws Exception {
        try (var scenario = ShopScenario.answering(201, JSON, ShopScenario.copy("1"))) {
            // when
            var outcome = scenario.platform.create(scenario.shop(), ShopScenario.order(), () -> false);

            // then
            assertThat(outcome.code()).isEqualTo("not_sent");
            assertThat(scenario.raw.begunPosts(ShopScenario.KEY)).isZero();
        }
    }
}
