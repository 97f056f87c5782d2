package dev.ordersync.platform.shopify;

import static dev.ordersync.platform.shopify.ShopifyScenario.JSON;
import static dev.ordersync.platform.shopify.ShopifyScenario.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.platform.Copy;
import dev.ordersync.platform.Listing;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A look counts only where every row came, could be read, and is what was asked for. */
class ShopifyListTest {
    private static Listing scan(ShopifyScenario scenario) {
        return scenario.platform.scan(scenario.shop(), NOW.minusSeconds(60), NOW, Duration.ofSeconds(5));
    }

    @Test
    void givenOrders_whenScanned_thenAllOfThemCameAndTheSearchIsOneThatTheShopKnows() throws Exception {
        try (var scenario = ShopifyScenario.answering(
                200, JSON, ShopifyScenario.orders(ShopifyScenario.row(1) + "," + ShopifyScenario.row(2), ""))) {
            var listing = scan(scenario);

            assertThat(listing.complete()).as(listing.problem()).isTrue();
            assertThat(listing.copies()).hasSize(2);
            assertThat(scenario.variables("query scan").path("query").asString())
                    .isEqualTo("created_at:>='2026-11-24T10:15:00Z' AND created_at:<='2026-11-24T10:16:01Z'");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a row from another time | 2026-11-20T10:15:31Z |                                                    |"
                        + " understand the search",
                "a word of warning       | 2026-11-24T10:15:31Z |"
                        + " ,'extensions':{'search':[{'warnings':[{'field':'x'}]}]} | understand the search",
                "an error beside         | 2026-11-24T10:15:31Z |"
                        + " ,'errors':[{'message':'x','extensions':{'code':'INTERNAL_SERVER_ERROR'}}] |"
                        + " INTERNAL_SERVER_ERROR",
                "a time that is none     | yesterday            |                                                    |"
                        + " cannot be read",
            })
    void B4_givenAnAnswerThatIsNotWhatWasAsked_whenScanned_thenItProvesNothing(
            String name, String createdAt, String more, String problem) throws Exception {
        var answer = ShopifyScenario.orders(
                ShopifyScenario.row(1, createdAt, ""), more == null ? "" : more.replace('\'', '"'));
        try (var scenario = ShopifyScenario.answering(200, JSON, answer)) {
            var listing = scan(scenario);

            assertThat(listing.complete()).as(name).isFalse();
            assertThat(listing.problem()).contains(problem);
        }
    }

    @Test
    void B13_givenATokenWithoutTheRight_whenScanned_thenTheStoreIsHeld() throws Exception {
        var body = "{\"data\":null,\"errors\":[{\"message\":\"x\",\"extensions\":{\"code\":\"ACCESS_DENIED\"}}]}";
        try (var scenario = ShopifyScenario.answering(200, JSON, body)) {
            assertThat(scan(scenario).hold()).isEqualTo("forbidden");
        }
    }

    /** Older orders are absent without a word: silence about them is no proof. */
    @Test
    void givenATimeOfMoreThan60DaysAgo_whenScanned_thenItIsInconclusiveWithoutAsking() throws Exception {
        try (var scenario = ShopifyScenario.answering(200, JSON, ShopifyScenario.orders("", ""))) {
            var from = NOW.minus(Duration.ofDays(60)).minusSeconds(1);

            assertThat(scenario.platform
                            .scan(scenario.shop(), from, NOW, Duration.ofSeconds(5))
                            .complete())
                    .isFalse();
            assertThat(scenario.seen).isEmpty();
            assertThat(scenario.platform
                            .scan(scenario.shop(), from.plusSeconds(1), NOW, Duration.ofSeconds(5))
                            .complete())
                    .isTrue();
        }
    }

    @Test
    void givenAnOrderOfManyLines_whenFound_thenTheOtherPagesAreReadToo() throws Exception {
        var row = ShopifyScenario.row(1)
                .replace("\"hasNextPage\":false,\"endCursor\":\"l1\"", "\"hasNextPage\":true,\"endCursor\":\"l1\"");
        var rest =
                "{\"data\":{\"order\":{\"lineItems\":{\"nodes\":[{\"sku\":\"CAP\",\"title\":\"Cap\",\"quantity\":1}],\"pageInfo\":{\"hasNextPage\":false}}}}}";
        try (var scenario = ShopifyScenario.answering(question ->
                ShopifyScenario.ok(question.contains("query lines") ? rest : ShopifyScenario.orders(row, "")))) {
            var listing = scenario.platform.findByReference(scenario.shop(), ShopifyScenario.KEY);

            assertThat(listing.copies())
                    .singleElement()
                    .satisfies(copy -> assertThat(copy.content().lines())
                            .extracting(Copy.Line::sku)
                            .containsExactly("TEE-M", "CAP"));
            assertThat(scenario.variables("query lines").path("after").asString())
                    .isEqualTo("l1");
        }
    }
}
