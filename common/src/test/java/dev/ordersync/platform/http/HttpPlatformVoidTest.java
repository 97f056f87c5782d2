package dev.ordersync.platform.http;

import static dev.ordersync.platform.http.ShopScenario.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.order.PlatformOrderId;
import dev.ordersync.platform.Voided;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deleting and cancelling a copy: what each answer proves. */
class HttpPlatformVoidTest {
    private static final PlatformOrderId ID = new PlatformOrderId("a/b 1");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "204 | -                | ``                          | Gone",
                "200 | application/json | `{\"id\":\"a/b 1\"}`        | Gone",
                "404 | application/json | `{\"code\":\"no-such\"}`    | Gone",
                "404 | text/html        | `<h1>Not found</h1>`        | Unclear",
                "200 | text/html        | `<h1>Back soon</h1>`        | Unclear",
                "409 | application/json | `{\"code\":\"fulfilled\"}`  | Refused",
                "405 | application/json | `{\"code\":\"no-delete\"}`  | Refused",
                "409 | text/html        | `<h1>Conflict</h1>`         | Unclear",
                "429 | application/json | `{\"code\":\"slow-down\"}`  | Unclear",
                "500 | application/json | `{\"code\":\"broken\"}`     | Unclear",
                "503 | text/html        | `<h1>Down</h1>`             | Unclear",
                "307 | application/json | `{}`                        | Unclear",
            })
    void givenAnswer_whenVoided_thenItMeans(int status, String type, String body, String meaning) throws Exception {
        try (var scenario = ShopScenario.answering(status, type == null ? JSON : type, body)) {
            var deleted = scenario.platform.delete(scenario.shop(), ID, () -> true);
            var cancelled = scenario.platform.cancel(scenario.shop(), ID, () -> true);

            assertThat(deleted.getClass().getSimpleName()).isEqualTo(meaning);
            assertThat(cancelled.getClass().getSimpleName()).isEqualTo(meaning);
            assertThat(scenario.seen)
                    .extracting(seen -> seen.method() + " " + seen.path())
                    .containsExactly("DELETE /api/orders/a%2Fb%201", "POST /api/orders/a%2Fb%201/cancel");
        }
    }

    @Test
    void givenHold_whenDeleted_thenUnclearWithItsCode() throws Exception {
        try (var scenario = ShopScenario.answering(401, JSON, "{\"code\":\"unauthorized\"}")) {
            assertThat(scenario.platform.delete(scenario.shop(), ID, () -> true))
                    .isEqualTo(new Voided.Unclear("the shop answered 401", "unauthorized"));
        }
    }

    @Test
    void givenNoShop_whenDeleted_thenUnclear() throws Exception {
        try (var scenario = ShopScenario.answering(204, JSON, "")) {
            var shop = scenario.shop();
            scenario.raw.close();

            assertThat(scenario.platform.delete(shop, ID, () -> true)).isInstanceOf(Voided.Unclear.class);
        }
    }

    @Test
    void givenGuardSaysNo_whenDeleted_thenNothingIsWritten() throws Exception {
        try (var scenario = ShopScenario.answering(204, JSON, "")) {
            assertThat(scenario.platform.delete(scenario.shop(), ID, () -> false))
                    .isInstanceOf(Voided.Unclear.class);
            assertThat(scenario.seen).isEmpty();
        }
    }
}
