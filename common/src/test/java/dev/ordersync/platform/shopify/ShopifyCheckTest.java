package dev.ordersync.platform.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.platform.Verification;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a verify says of a shop. */
class ShopifyCheckTest {
    private static final String CHECKED = """
            {"data":{"shop":{"id":"gid://shopify/Shop/1","name":"Acme"},\
            "currentAppInstallation":{"accessScopes":[{"handle":"write_orders"},{"handle":"%s"}]},\
            "orders":{"nodes":[%s]},"metafieldDefinition":{"id":"x","type":{"name":"id"}}}}\
            """;
    private static final String NEWEST = "{\"id\":\"gid://shopify/Order/7\",\"createdAt\":\"2026-11-24T10:15:31Z\"}";

    @ParameterizedTest
    @CsvSource({
        "gid://shopify/Order/7, ok: the newest order",
        "gid://shopify/Order/6, warning: the newest order",
    })
    void I9_givenTheNewestOrder_whenVerified_thenItIsSaidWhetherTheSearchKnowsIt(String found, String words)
            throws Exception {
        var probed = "{\"data\":{\"orders\":{\"nodes\":[{\"id\":\"" + found + "\"}]}}}";
        try (var scenario = ShopifyScenario.answering(question -> ShopifyScenario.ok(
                question.contains("query probe") ? probed : CHECKED.formatted("read_products", NEWEST)))) {
            var verified = scenario.platform.verify(scenario.shop());

            assertThat(verified.ok()).isTrue();
            assertThat(lag(verified)).startsWith(words).contains("2026-11-24T10:15:31Z");
            assertThat(scenario.variables("query probe").path("query").asString())
                    .isEqualTo("created_at:>='2026-11-24T10:15:31Z'");
        }
    }

    @ParameterizedTest
    @CsvSource({"read_products, true", "write_products, true", "read_customers, false"})
    void givenTheScopesOfTheApp_whenVerified_thenOneThatIsMissingFailsIt(String scope, boolean ok) throws Exception {
        try (var scenario = ShopifyScenario.answering(_ -> ShopifyScenario.ok(CHECKED.formatted(scope, "")))) {
            var verified = scenario.platform.verify(scenario.shop());

            assertThat(verified.ok()).as(verified.checks().toString()).isEqualTo(ok);
            assertThat(lag(verified)).startsWith("not probed");
        }
    }

    private static String lag(Verification verified) {
        return verified.checks().stream()
                .filter(check -> check.name().equals(Verification.LIST_LAG))
                .findFirst()
                .orElseThrow()
                .detail();
    }
}
