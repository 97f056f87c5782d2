package dev.ordersync.platform.woocommerce;

import static dev.ordersync.platform.woocommerce.WooScenario.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.platform.client.RawShop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "11.0.1     | true  | searchable-stamp",
                "9.9.0      | false | searchable-stamp",
                "9.8.5      | true  | searchable-stamp",
                "9.8.5      | false | scan-only",
                "10.0-rc.1  | false | searchable-stamp",
                "8.9.4      | true  | searchable-stamp",
                "8.8.6      | true  | scan-only"
            })
    void givenAVersion_whenVerified_thenItSaysHowOurKeyIsFound(String version, boolean orderTables, String recognition)
            throws Exception {
        var status = "{\"environment\":{\"version\":\"%s\"},\"settings\":{\"HPOS_enabled\":%s}}"
                .formatted(version, orderTables);
        try (var scenario =
                WooScenario.answering(request -> RawShop.answer(200, JSON, answer(request.path(), status)))) {
            var verification = scenario.platform.verify(scenario.shop());

            assertThat(verification.ok()).isTrue();
            assertThat(verification.capabilities()).satisfies(capabilities -> {
                assertThat(capabilities.version()).isEqualTo(version);
                assertThat(capabilities.recognition().code()).isEqualTo(recognition);
            });
        }
    }

    private static String answer(String path, String status) {
        if (path.startsWith("/wp-json/?")) {
            return INDEX.formatted("wc/v3");
        }
        return path.contains("/system_status") ? status : "[]";
    }

    /** The keys of somebody who may handle orders, but not manage the shop. */
    @Test
    void givenAStatusThatWeMayNotSee_whenVerified_thenNothingIsHeldAndTheLeastIsAssumed() throws Exception {
        try (var scenario = WooScenario.answering(request -> request.path().contains("/system_status")
                ? RawShop.answer(403, JSON, "{\"code\":\"woocommerce_rest_cannot_view\",\"message\":\"no\"}")
                : RawShop.answer(200, JSON, answer(request.path(), "")))) {
            var verification = scenario.platform.verify(scenario.shop());

            assertThat(verification.ok()).isTrue();
            assertThat(verification.hold()).isNull();
            assertThat(verification.capabilities()).isNull();
            assertThat(scenario.platform.capabilities().recognition().code()).isEqualTo("scan-only");
        }
    }

    @Test
    void givenKeysThatMayNotReadProducts_whenVerified_thenTheStoreIsToBeHeld() throws Exception {
        try (var scenario = WooScenario.answering(request -> request.path().contains("/products")
                ? RawShop.answer(403, JSON, "{\"code\":\"woocommerce_rest_cannot_view\",\"message\":\"no\"}")
                : RawShop.answer(200, JSON, answer(request.path(), "{}")))) {
            var verification = scenario.platform.verify(scenario.shop());

            assertThat(verification.ok()).isFalse();
            assertThat(verification.hold()).isEqualTo("forbidden");
        }
    }
}
