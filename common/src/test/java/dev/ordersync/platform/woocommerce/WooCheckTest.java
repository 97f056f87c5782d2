package dev.ordersync.platform.woocommerce;

import static dev.ordersync.platform.woocommerce.WooScenario.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.platform.client.RawShop;
import org.junit.jupiter.api.Test;

class WooCheckTest {
    private static final String INDEX =
            "{\"name\":\"Acme\",\"url\":\"https://shop.example\",\"home\":\"https://shop.example\",\"namespaces\":[\"wp/v2\",\"%s\"]}";

    @Test
    void givenWorkingKeys_whenVerified_thenTheShopIsKnownByItsHome() throws Exception {
        try (var scenario = WooScenario.answering(request ->
                RawShop.answer(200, JSON, request.path().startsWith("/wp-json/?") ? INDEX.formatted("wc/v3") : "[]"))) {
            var verification = scenario.platform.verify(scenario.shop());

            assertThat(verification.ok()).isTrue();
            assertThat(verification.shopId()).isEqualTo("https://shop.example");
            assertThat(verification.shopName()).isEqualTo("Acme");
        }
    }

    @Test
    void givenAWordPressWithoutWooCommerce_whenVerified_thenItSaysSo() throws Exception {
        try (var scenario = WooScenario.answering(request -> request.path().startsWith("/wp-json/?")
                ? RawShop.answer(200, JSON, INDEX.formatted("wc/v1"))
                : RawShop.answer(404, JSON, "{\"code\":\"rest_no_route\",\"message\":\"x\"}"))) {
            var verification = scenario.platform.verify(scenario.shop());

            assertThat(verification.ok()).isFalse();
            assertThat(verification.checks())
                    .extracting(check -> check.detail())
                    .first()
                    .asString()
                    .contains("no WooCommerce");
        }
    }

    @Test
    void givenRevokedKeys_whenVerified_thenTheStoreIsToBeHeld() throws Exception {
        try (var scenario = WooScenario.answering(request -> request.path().startsWith("/wp-json/?")
                ? RawShop.answer(200, JSON, INDEX.formatted("wc/v3"))
                : RawShop.answer(401, JSON, "{\"code\":\"x\",\"message\":\"y\"}"))) {
            assertThat(scenario.platform.verify(scenario.shop()).hold()).isEqualTo("unauthorized");
        }
    }
}
