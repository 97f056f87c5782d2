package dev.ordersync.platform.shopify;

import static dev.ordersync.platform.shopify.ShopifyScenario.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.order.Outcome;
import dev.ordersync.order.PlatformOrderId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sent to make an order, and what each answer is taken for. */
class ShopifyCreateTest {
    private static final String CREATED = created(ShopifyScenario.row(1234), "");

    private static String created(String order, String more) {
        return "{\"data\":{\"orderCreate\":{\"order\":" + order + ",\"userErrors\":[]}}" + more + "}";
    }

    @Test
    void givenAShopThatTakesTheOrder_whenCreated_thenOurReferenceStandsWhereItIsUniqueAndWhereItIsFound()
            throws Exception {
        try (var scenario = ShopifyScenario.answering(200, JSON, CREATED)) {
            // when
            var outcome = scenario.create();

            // then
            assertThat(outcome)
                    .isEqualTo(new Outcome.Accepted(
                            new PlatformOrderId("1234"), scenario.raw.url() + "/admin/orders/1234", 200, List.of()));
            var order = scenario.variables("orderCreate").path("order");
            assertThat(order.path("sourceIdentifier").asString()).isEqualTo(ShopifyScenario.KEY);
            assertThat(order.path("tags").path(0).asString()).isEqualTo(ShopifyScenario.KEY);
            assertThat(order.path("metafields").path(0).path("type").asString()).isEqualTo("id");
            assertThat(order.path("metafields").path(0).path("value").asString())
                    .isEqualTo(ShopifyScenario.KEY);
            assertThat(order.path("processedAt").asString()).isEqualTo("2026-11-24T10:15:30Z");
            var options = scenario.variables("orderCreate").path("options");
            assertThat(options.path("sendReceipt").asBoolean(true)).isFalse();
            assertThat(options.path("inventoryBehaviour").asString()).isEqualTo("DECREMENT_IGNORING_POLICY");
            assertThat(scenario.seen).allMatch(request -> request.path().equals("/admin/api/2026-10/graphql.json"));
        }
    }

    @Test
    void G4_givenAProductOfTheShop_whenCreated_thenTheLineIsTiedToItAndKeepsItsTitleAndPrice() throws Exception {
        try (var scenario = ShopifyScenario.answering(200, JSON, CREATED)) {
            scenario.create();
            scenario.create();

            var line = scenario.variables("orderCreate")
                    .path("order")
                    .path("lineItems")
                    .path(0);
            assertThat(line.path("variantId").asString()).isEqualTo("gid://shopify/ProductVariant/12");
            assertThat(line.path("title").asString()).isEqualTo("Tee, M");
            assertThat(line.path("priceSet").path("shopMoney").path("amount").asString())
                    .isEqualTo("19.90");
            assertThat(scenario.variables("query variants").path("query").asString())
                    .isEqualTo("sku:'TEE-M'");
            assertThat(scenario.seen)
                    .filteredOn(request -> request.body().contains("query variants"))
                    .as("it is known from then on")
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"TEE-M-XL, TEE, unknown-sku", "TEE-M, TEE-M, ambiguous-sku"})
    void G4_givenNoProductOrSeveral_whenCreated_thenTheFieldIsNamedAndNothingIsSent(
            String one, String other, String code) throws Exception {
        try (var scenario = ShopifyScenario.answering(200, JSON, CREATED)) {
            scenario.products = ShopifyScenario.product(11, one) + "," + ShopifyScenario.product(12, other);

            var outcome = scenario.create();

            assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
            assertThat(outcome.detail()).startsWith(code + ": lines[0].sku");
            assertThat(scenario.seen).noneMatch(request -> request.body().contains("orderCreate"));
        }
    }

    @Test
    void G4_givenTheShopRefusesAnOrder_whenCreatedAgain_thenItsProductsAreLookedForAnew() throws Exception {
        var gone = "{\"data\":{\"orderCreate\":{\"order\":null,\"userErrors\":[{\"code\":\"INVALID\","
                + "\"field\":[\"order\",\"lineItems\",\"0\",\"variantId\"],\"message\":\"Variant does not exist\"}]}}}";
        try (var scenario = ShopifyScenario.answering(200, JSON, gone)) {
            assertThat(scenario.create().code()).isEqualTo("rejected");
            assertThat(scenario.create().code()).isEqualTo("rejected");

            assertThat(scenario.seen)
                    .filteredOn(request -> request.body().contains("query variants"))
                    .hasSize(2);
        }
    }

    @Test
    void G7_givenAnOrderPlacedAheadOfOurClock_whenCreated_thenItIsSentAsPlacedNow() throws Exception {
        try (var scenario = ShopifyScenario.answering(200, JSON, CREATED)) {
            scenario.platform.create(scenario.shop(), ShopifyScenario.order("2026-11-24T10:31:00Z"), () -> true);

            assertThat(scenario.variables("orderCreate")
                            .path("order")
                            .path("processedAt")
                            .asString())
                    .isEqualTo(ShopifyScenario.NOW.toString());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "null payload            | 200 | {'data':{'orderCreate':null}}                                        "
                        + "  | unknown",
                "no order, no error      | 200 | {'data':{'orderCreate':{'order':null,'userErrors':[]}}}              "
                        + "  | unknown",
                "an error of its own     | 200 |"
                        + " {'data':{'orderCreate':null},'errors':[{'message':'x','extensions':{'code':'INTERNAL_SERVER_ERROR'}}]}"
                        + " | unknown",
                "an error without code   | 200 | {'errors':[{'message':'Field does not exist'}]}                      "
                        + "  | unknown",
                "an error that is text   | 200 | {'errors':'something'}                                               "
                        + "  | unknown",
                "nothing                 | 200 | {}                                                                   "
                        + "  | unknown",
                "an order without id     | 200 | {'data':{'orderCreate':{'order':{'id':'x'},'userErrors':[]}}}        "
                        + "  | accepted_no_id",
                "a wrong field           | 200 |"
                        + " {'data':{'orderCreate':{'order':null,'userErrors':[{'code':'INVALID','field':['order','email'],'message':'Email"
                        + " is invalid'}]}}} | rejected",
                "the reference is taken  | 200 |"
                        + " {'data':{'orderCreate':{'order':null,'userErrors':[{'code':'INVALID','field':['order','metafields','0','value'],'message':'Value"
                        + " must be unique'}]}}} | unknown",
                "too many a minute       | 200 |"
                        + " {'data':{'orderCreate':{'order':null,'userErrors':[{'code':null,'field':null,'message':'Too"
                        + " many attempts. Please try again later.'}]}}} | throttled",
                "out of points           | 200 |"
                        + " {'errors':[{'message':'Throttled','extensions':{'code':'THROTTLED'}}]} | throttled",
                "no right to do it       | 200 |"
                        + " {'data':{'orderCreate':null},'errors':[{'message':'x','extensions':{'code':'ACCESS_DENIED'}}]}"
                        + " | held",
                "a token that is none    | 401 | {'errors':'[API] Invalid API key or access token'}                   "
                        + "  | held",
                "a frozen shop           | 402 | {'errors':'Payment Required'}                                        "
                        + "  | held",
                "a locked shop           | 423 | {'errors':'Locked'}                                                  "
                        + "  | held",
                "no such shop            | 404 | {'errors':'Not Found'}                                               "
                        + "  | held",
                "a 404 of somebody else  | 404 | {'oops':1}                                                           "
                        + "  | unknown",
                "its own limit           | 429 | {'errors':'Exceeded 2 calls per second'}                             "
                        + "  | throttled",
                "somebody else's limit   | 429 | {'oops':1}                                                           "
                        + "  | unknown",
                "a failure               | 500 | {'errors':'Internal Server Error'}                                   "
                        + "  | unknown",
            })
    void A6_givenAnAnswer_whenCreated_thenItSaysNoMoreThanIsKnown(String name, int status, String body, String outcome)
            throws Exception {
        try (var scenario = ShopifyScenario.answering(status, JSON, body.replace('\'', '"'))) {
            assertThat(scenario.create().code()).as(name).isEqualTo(outcome);
        }
    }

    @Test
    void A6_givenAPageInPlaceOfAnAnswer_whenCreated_thenUnknownAndUnexpected() throws Exception {
        try (var scenario = ShopifyScenario.answering(200, "text/html", "<html>Back soon</html>")) {
            assertThat(scenario.create())
                    .isInstanceOfSatisfying(
                            Outcome.Unknown.class,
                            unknown -> assertThat(unknown.unexpected()).isTrue());
        }
    }

    /** An app may be kept from a customer's e-mail: the order is made all the same, and must not be made again. */
    @Test
    void A6_givenAnOrderThatMayNotBeShownInFull_whenCreated_thenItIsAcceptedAndNotHeld() throws Exception {
        var body = created(
                ShopifyScenario.row(7),
                ",\"errors\":[{\"message\":\"x\",\"extensions\":{\"code\":\"ACCESS_DENIED\"},\"path\":[\"orderCreate\",\"order\",\"email\"]}]");
        try (var scenario = ShopifyScenario.answering(200, JSON, body)) {
            assertThat(scenario.create().code()).isEqualTo("accepted");
        }
    }

    @Test
    void G5_givenADormantShop_whenCreated_thenTheStoreIsHeld() throws Exception {
        var body =
                "{\"data\":{\"orderCreate\":{\"order\":null,\"userErrors\":[{\"code\":\"SHOP_DORMANT\",\"field\":null,\"message\":\"Shop"
                        + " is dormant\"}]}}}";
        try (var scenario = ShopifyScenario.answering(200, JSON, body)) {
            assertThat(scenario.create())
                    .isInstanceOfSatisfying(
                            Outcome.Held.class, held -> assertThat(held.hold()).isEqualTo("dormant"));
        }
    }

    @Test
    void G6_givenADevelopmentShop_whenASixthOrderComesWithinAMinute_thenItIsNotSent() throws Exception {
        try (var scenario = ShopifyScenario.ofDevelopmentShop(CREATED)) {
            for (int i = 0; i < 5; i++) {
                assertThat(scenario.create().code()).isEqualTo("accepted");
            }

            assertThat(scenario.create()).isInstanceOfSatisfying(Outcome.Throttled.class, throttled -> {
                assertThat(throttled.httpStatus()).isNull();
                assertThat(throttled.retryAfter()).isPositive();
            });
            assertThat(scenario.seen)
                    .filteredOn(request -> request.body().contains("orderCreate"))
                    .hasSize(5);
        }
    }

    @Test
    void givenAnotherOrderThanWasSent_whenCreated_thenItSaysWhatDiffers() throws Exception {
        var other = ShopifyScenario.row(8)
                .replace("\"quantity\":2", "\"quantity\":1")
                .replace("47.0", "27.1")
                .replace("{\"value\":\"" + ShopifyScenario.KEY, "{\"value\":\"another");
        try (var scenario = ShopifyScenario.answering(200, JSON, created(other, ""))) {
            assertThat(scenario.create())
                    .isInstanceOfSatisfying(
                            Outcome.Accepted.class,
                            accepted ->
                                    assertThat(accepted.differences()).containsExactly("lines", "total", "reference"));
        }
    }
}
