package dev.ordersync.platform.woocommerce;

import static dev.ordersync.platform.woocommerce.WooScenario.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.order.Outcome;
import dev.ordersync.order.PlatformOrderId;
import dev.ordersync.platform.client.RawShop;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** What a POST to WooCommerce says, and what each of its answers is taken for. */
class WooCreateTest {
    private static final String CREATED = WooScenario.row(1234, "processing", WooScenario.KEY, "2026-11-24T10:16:00");

    @Test
    void givenShopThatTakesTheOrder_whenCreated_thenKeyStandsWhereEachKindOfShopFindsIt() throws Exception {
        try (var scenario = WooScenario.answeringPost(201, JSON, CREATED)) {
            // when
            var outcome = scenario.create();

            // then
            assertThat(outcome)
                    .isEqualTo(new Outcome.Accepted(
                            new PlatformOrderId("1234"),
                            scenario.raw.url() + "/wp-admin/post.php?post=1234&action=edit",
                            201,
                            List.of()));
            var post = scenario.seen.stream()
                    .filter(request -> request.method().equals("POST"))
                    .findFirst()
                    .orElseThrow();
            var body = JsonMapper.shared().readTree(post.body());
            assertThat(body.path("transaction_id").asString()).isEqualTo(WooScenario.KEY);
            assertThat(body.path("created_via").asString()).isEqualTo(WooScenario.KEY);
            assertThat(body.path("meta_data").toString())
                    .contains("{\"key\":\"_ordersync_key\",\"value\":\"" + WooScenario.KEY + "\"}");
            assertThat(body.path("line_items").path(0).path("total").asString()).isEqualTo("39.80");
            assertThat(body.path("fee_lines").toString()).contains("\"3.20\"", "\"-1.00\"");
            assertThat(body.path("shipping_lines").toString()).contains("\"5.00\"");
            assertThat(post.path())
                    .startsWith("/wp-json/wc/v3/orders?")
                    .contains("oauth_signature=", "oauth_consumer_key=ck_1")
                    .doesNotContain("cs_1");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "201 | application/json | {}                                                            | accepted_no_id",
                "201 | text/html        | <html>                                                        | unknown",
                "200 | application/json | []                                                            | unknown",
                "301 | text/html        | moved                                                         | unknown",
                "400 | application/json | {\"code\":\"rest_invalid_param\",\"message\":\"bad e-mail\"}  | rejected",
                "400 | text/html        | <html>                                                        | unknown",
                "401 | application/json | {\"code\":\"woocommerce_rest_authentication_error\",\"message\":\"Consumer key is invalid.\"} | held",
                "401 | application/json | {\"code\":\"woocommerce_rest_authentication_error\",\"message\":\"Invalid nonce - nonce has already been used.\"} | unknown",
                "403 | application/json | {\"code\":\"rest_forbidden\",\"message\":\"no\"}              | held",
                "404 | application/json | {\"code\":\"rest_no_route\",\"message\":\"No route\"}         | held",
                "404 | text/html        | <html>                                                        | unknown",
                "429 | text/html        | <html>                                                        | unknown",
                "500 | application/json | {\"code\":\"internal_server_error\",\"message\":\"x\"}        | unknown",
                "502 | text/html        | <html>                                                        | unknown",
                "504 | text/html        | <html>                                                        | unknown",
            })
    void givenAnswer_whenCreated_thenOutcome(int status, String type, String body, String outcome) throws Exception {
        try (var scenario = WooScenario.answeringPost(status, type, body)) {
            assertThat(scenario.create().code()).isEqualTo(outcome);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "an unknown product became a line of nothing | 0.00  | \"product_id\":0,\"sku\":null,\"quantity\":2         | lines,total",
                "fewer of it                                  | 27.10 | \"product_id\":12,\"sku\":\"TEE-M\",\"quantity\":1 | lines,total",
                "the shop's own tax came on top               | 51.11 | \"product_id\":12,\"sku\":\"TEE-M\",\"quantity\":2 | total",
            })
    void given201WithAnotherOrder_whenCreated_thenItSaysWhatDiffers(
            String name, String total, String line, String differs) throws Exception {
        var row = WooScenario.row(7, "processing", WooScenario.KEY, "2026-11-24T10:16:00", total, line);
        try (var scenario = WooScenario.answeringPost(201, JSON, row)) {
            assertThat(scenario.create())
                    .as(name)
                    .isInstanceOfSatisfying(
                            Outcome.Accepted.class,
                            accepted -> assertThat(String.join(",", accepted.differences()))
                                    .isEqualTo(differs));
        }
    }

    @Test
    void given400ThatLeftADraftBehind_whenCreated_thenTheDraftIsNamed() throws Exception {
        var body =
                "{\"code\":\"woocommerce_rest_invalid_coupon\",\"message\":\"no\",\"data\":{\"status\":400,\"new_draft_order_id\":21}}";
        try (var scenario = WooScenario.answeringPost(400, JSON, body)) {
            assertThat(scenario.create().detail()).contains("a draft was left behind: 21");
        }
    }

    @Test
    void givenUnknownSku_whenCreated_thenItIsRefusedBeforeAnythingIsSent() throws Exception {
        try (var scenario = WooScenario.answeringPost(201, JSON, CREATED)) {
            // when
            var outcome = scenario.platform.create(scenario.shop(), WooScenario.order("NO-SUCH"), () -> true);

            // then
            assertThat(outcome.code()).isEqualTo("rejected");
            assertThat(outcome.detail()).contains("lines[0].sku");
            assertThat(scenario.seen).noneMatch(request -> request.method().equals("POST"));
        }
    }

    @Test
    void givenKnownSku_whenCreatedAgain_thenTheShopIsNotAskedForItAgain() throws Exception {
        try (var scenario = WooScenario.answeringPost(201, JSON, CREATED)) {
            scenario.create();
            scenario.create();

            assertThat(scenario.seen)
                    .filteredOn(request -> request.method().equals("GET"))
                    .hasSize(1);
        }
    }

    @Test
    void givenProductsThatCannotBeRead_whenCreated_thenNothingIsSentAndItIsTriedLater() throws Exception {
        try (var scenario = WooScenario.answering(_ -> RawShop.answer(502, "text/html", "<html>"))) {
            assertThat(scenario.create().code()).isEqualTo("not_sent");
        }
    }
}
