package dev.ordersync.platform.vendure;

import static dev.ordersync.platform.vendure.VendureScenario.KEY;
import static dev.ordersync.platform.vendure.VendureScenario.LOST;
import static dev.ordersync.platform.vendure.VendureScenario.SILENCE;
import static dev.ordersync.platform.vendure.VendureScenario.placed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.order.OrderContent;
import dev.ordersync.order.Outcome;
import dev.ordersync.platform.client.RawShop;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** An order takes several calls: each way in which one of them can end, and what is then known. */
class VendureCreateTest {
    @Test
    void givenAnOrder_whenCreated_thenOurReferenceIsOnTheDraftBeforeAnythingElseAndItIsPlacedLast() throws Exception {
        try (var scenario = new VendureScenario()) {
            var outcome = scenario.create();

            assertThat(outcome).isInstanceOfSatisfying(Outcome.Accepted.class, accepted -> {
                assertThat(accepted.id().value()).isEqualTo("7");
                assertThat(accepted.differences()).isEmpty();
            });
            assertThat(scenario.questions())
                    .containsExactly(
                            "login", "products", "look", "draft", "mark", "lines", "person", "quote", "ship", "place");
            assertThat(scenario.variables("mark")
                            .at("/fields/customFields/externalId")
                            .asString())
                    .isEqualTo(KEY);
            assertThat(scenario.variables("ship").path("method").asString()).isEqualTo("1");
            assertThat(scenario.variables("place").at("/payment/transactionId").asString())
                    .isEqualTo("CV-1");
        }
    }

    @Test
    void givenOneProductOnTwoLines_whenCreated_thenItIsAddedOnceWithBothQuantities() throws Exception {
        try (var scenario = new VendureScenario()) {
            scenario.create();

            assertThat(scenario.variables("lines").at("/line0/quantity").asInt())
                    .isEqualTo(2);
            assertThat(scenario.variables("lines").at("/line1/quantity").asInt())
                    .isEqualTo(3);
            assertThat(scenario.variables("lines").has("line2")).isFalse();
        }
    }

    @Test
    void givenManyProducts_whenCreated_thenTheyAreAddedInSeveralCalls() throws Exception {
        var lines = IntStream.range(0, 25)
                .mapToObj(i -> new OrderContent.Line("SKU-" + i, null, 1, BigDecimal.ONE))
                .toList();
        var rows = IntStream.range(0, 25)
                .mapToObj(i -> "{'id':'" + i + "','sku':'SKU-" + i + "','enabled':true,'product':{'enabled':true}}")
                .collect(Collectors.joining(","));
        try (var scenario = new VendureScenario()
                .answers("products", "{'data':{'productVariants':{'totalItems':25,'items':[" + rows + "]}}}")) {
            scenario.platform.create(scenario.shop(), VendureScenario.order(lines), () -> true);

            assertThat(scenario.questions()).filteredOn("lines"::equals).hasSize(2);
            assertThat(scenario.variables("lines").at("/line4/productVariantId").asString())
                    .isEqualTo("24");
        }
    }

    @Test
    void givenASecondOrder_whenCreated_thenSessionAndProductsAreKnown() throws Exception {
        try (var scenario = new VendureScenario()) {
            scenario.create();
            scenario.create();

            assertThat(scenario.questions()).filteredOn("login"::equals).hasSize(1);
            assertThat(scenario.questions()).filteredOn("products"::equals).hasSize(1);
            assertThat(scenario.asked)
                    .last()
                    .satisfies(asked -> assertThat(asked.authorization()).isEqualTo("Bearer token-1"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "login,    not_sent, products",
        "products, not_sent, look",
        "look,     not_sent, draft",
        "draft,    unknown,  mark",
        "mark,     unknown,  lines",
        "lines,    unknown,  person",
        "person,   unknown,  quote",
        "quote,    unknown,  ship",
        "ship,     unknown,  place",
        "place,    unknown,  delete"
    })
    void A1_A3_givenAnAnswerThatIsLost_whenCreated_thenItSaysWhereItBrokeOffAndGoesNoFurther(
            String question, String outcome, String next) throws Exception {
        try (var scenario = new VendureScenario().answers(question, LOST)) {
            var learnt = scenario.create();

            assertThat(learnt.code()).as(learnt.detail()).isEqualTo(outcome);
            assertThat(scenario.questions()).doesNotContain(next);
            if (outcome.equals("unknown")) {
                assertThat(learnt.detail()).contains("broken off while").contains("of 6");
            }
        }
    }

    @Test
    void givenADraftThatIsNotFinished_whenItBreaksOff_thenItIsDeletedAgainAndTheOutcomeStaysUnknown() throws Exception {
        try (var scenario = new VendureScenario().answers("person", LOST)) {
            assertThat(scenario.create().detail()).contains("step 4 of 6").contains("draft 7 was deleted again");
            assertThat(scenario.variables("delete").path("order").asString()).isEqualTo("7");
        }
    }

    @Test
    void A1_givenAStepWithoutAnswer_whenItsTimeIsOver_thenThereIsTimeLeftToDeleteTheDraft() throws Exception {
        try (var scenario = new VendureScenario().answers("lines", SILENCE)) {
            var outcome =
                    scenario.platform.create(scenario.shop(Duration.ofSeconds(2)), VendureScenario.order(), () -> true);

            assertThat(outcome.code()).isEqualTo("unknown");
            assertThat(outcome.detail()).contains("no reply within").contains("draft 7 was deleted again");
        }
    }

    @Test
    void givenADraftThatTheShopDoesNotDelete_whenItBreaksOff_thenItSaysThatItMayBeLeft() throws Exception {
        try (var scenario = new VendureScenario()
                .answers("person", LOST)
                .answers("delete", "{'data':{'deleteDraftOrder':{'result':'NOT_DELETED'}}}")) {
            assertThat(scenario.create().detail()).contains("draft 7 may be left");
        }
    }

    @Test
    void I1_givenALeaseThatEndsInTheMiddle_whenCreated_thenNothingMoreIsWrittenAndItIsUnknown() throws Exception {
        try (var scenario = new VendureScenario()) {
            var writes = new AtomicInteger();

            var outcome = scenario.platform.create(
                    scenario.shop(), VendureScenario.order(), () -> writes.incrementAndGet() <= 3);

            assertThat(outcome.code()).isEqualTo("unknown");
            assertThat(scenario.questions()).endsWith("draft", "mark", "lines").doesNotContain("person", "delete");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lines | {'data':{'line0':{'__typename':'Order'},'line1':{'__typename':'InsufficientStockError',"
                        + "'errorCode':'INSUFFICIENT_STOCK_ERROR','message':'Only 1 items were added to the order due to"
                        + " insufficient stock'}}} | insufficient-stock: Only 1 items were added",
                "lines | {'errors':[{'message':'No ProductVariant with the id 3 could be found','path':['line1'],"
                        + "'extensions':{'code':'ENTITY_NOT_FOUND'}}],'data':null} | entity-not-found: No ProductVariant",
                "person | {'errors':[{'message':'The countryCode XX was not recognized','path':['address'],"
                        + "'extensions':{'code':'USER_INPUT_ERROR'}}],'data':null} | user-input: The countryCode",
                "quote | {'data':{'order':{'subTotalWithTax':6230},'eligibleShippingMethodsForDraftOrder':[]}} |"
                        + " no-shipping",
                "quote | {'data':{'order':{'subTotalWithTax':6000},'eligibleShippingMethodsForDraftOrder':[{'id':'1',"
                        + "'priceWithTax':500}]}} | total: the goods are 60.00 in the shop and its shipping is 5.00",
                "place | {'data':{'begin':{'__typename':'OrderStateTransitionError','errorCode':"
                        + "'ORDER_STATE_TRANSITION_ERROR','message':'x','transitionError':'Cannot transition Order'},"
                        + "'pay':{'__typename':'ManualPaymentStateError','errorCode':'MANUAL_PAYMENT_STATE_ERROR',"
                        + "'message':'y'}}} | order-state-transition: Cannot transition Order"
            })
    void A6_givenARefusalUnder200_whenCreated_thenTheDraftIsDeletedAndTheOrderRejectedForGood(
            String question, String answer, String words) throws Exception {
        try (var scenario = new VendureScenario().answers(question, answer)) {
            assertThat(scenario.create())
                    .isInstanceOfSatisfying(
                            Outcome.Rejected.class,
                            rejected -> assertThat(rejected.detail()).startsWith(words));
            assertThat(scenario.questions()).endsWith("delete");
        }
    }

    @Test
    void A6_givenARefusalWhoseDraftStays_whenCreated_thenUnknown() throws Exception {
        try (var scenario = new VendureScenario()
                .answers("quote", "{'data':{'order':{'subTotalWithTax':1},'eligibleShippingMethodsForDraftOrder':[]}}")
                .answers("delete", LOST)) {
            assertThat(scenario.create().code()).isEqualTo("unknown");
        }
    }

    @Test
    void givenAnotherTotalThanQuoted_whenShippingIsSet_thenItIsNotPlaced() throws Exception {
        var ship = VendureScenario.draft("7").replace("6730", "6000").replace('"', '\'');
        try (var scenario = new VendureScenario().answers("ship", "{'data':{'ship':" + ship + "}}")) {
            assertThat(scenario.create().detail()).contains("not-as-sent").contains("total");
            assertThat(scenario.questions()).doesNotContain("place").endsWith("delete");
        }
    }

    /** PostgreSQL's words; each database has its own, and none has a code. */
    @Test
    void A10_givenAReferenceThatAnotherOrderHas_whenCreated_thenUnknownAndTheEmptyDraftIsDeleted() throws Exception {
        try (var scenario = new VendureScenario()
                .answers(
                        "mark",
                        "{'errors':[{'message':'duplicate key value violates unique constraint','path':"
                                + "['setDraftOrderCustomFields']}],'data':null}")) {
            assertThat(scenario.create())
                    .isInstanceOfSatisfying(
                            Outcome.Unknown.class,
                            unknown -> assertThat(unknown.detail()).contains("another order may have it"));
            assertThat(scenario.questions()).endsWith("mark", "delete");
        }
    }

    @Test
    void A10_givenACopyThatIsThereAlready_whenCreated_thenUnknownAndNothingIsWritten() throws Exception {
        try (var scenario = new VendureScenario()
                .answers(
                        "look",
                        "{'data':{'orders':{'items':[{'id':'5','state':'PaymentSettled'}]},'customers':{'items':[]}}}")) {
            assertThat(scenario.create()).isInstanceOf(Outcome.Unknown.class);
            assertThat(scenario.questions()).endsWith("look");
        }
    }

    @Test
    void G4_givenAProductThatTheShopDoesNotSell_whenCreated_thenItsLineIsNamedAndNothingIsWritten() throws Exception {
        try (var scenario = new VendureScenario()
                .answers(
                        "products",
                        "{'data':{'productVariants':{'totalItems':2,'items':[{'id':'2','sku':'TEE-M','enabled':true,'product':"
                                + "{'enabled':true}},{'id':'3','sku':'CAP','enabled':false,'product':{'enabled':true}}]}}}")) {
            assertThat(scenario.create())
                    .isInstanceOfSatisfying(
                            Outcome.Rejected.class,
                            rejected -> assertThat(rejected.detail()).startsWith("unknown-sku: lines[1].sku"));
            assertThat(scenario.questions()).doesNotContain("look", "draft");
        }
    }

    @Test
    void givenASkuOfTwoProducts_whenCreated_thenRejected() throws Exception {
        try (var scenario = new VendureScenario()
                .answers(
                        "products",
                        "{'data':{'productVariants':{'totalItems':3,'items':[{'id':'2','sku':'TEE-M','enabled':true,'product':"
                                + "{'enabled':true}},{'id':'3','sku':'CAP','enabled':true,'product':{'enabled':true}},"
                                + "{'id':'4','sku':'CAP','enabled':true,'product':{'enabled':true}}]}}}")) {
            assertThat(scenario.create().detail()).startsWith("ambiguous-sku: lines[1].sku");
        }
    }

    @Test
    void givenAShopThatKnowsTheMailbox_whenCreated_thenItsCustomerIsTakenAsItIs() throws Exception {
        try (var scenario = new VendureScenario()
                .answers("look", "{'data':{'orders':{'items':[]},'customers':{'items':[{'id':'12'}]}}}")) {
            scenario.create();

            assertThat(scenario.variables("person").path("customer").asString()).isEqualTo("12");
            assertThat(scenario.variables("person").has("newCustomer")).isFalse();
        }
    }

    @Test
    void givenACustomerWithoutMailbox_whenCreated_thenOneThatLeadsNowhereIsReadAsNone() throws Exception {
        try (var scenario = new VendureScenario()) {
            scenario.platform.create(scenario.shop(), VendureScenario.order(null, "TEE-M"), () -> true);

            var email =
                    scenario.variables("person").at("/newCustomer/emailAddress").asString();
            assertThat(email).isEqualTo(KEY + "@marketplace.invalid");
            var row = JsonMapper.shared().readTree(placed("7").replace("zoe@example.com", email));
            assertThat(VendureCopy.content(row).email()).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "login | {'data':{'login':{'__typename':'InvalidCredentialsError','errorCode':'INVALID_CREDENTIALS_ERROR'}}}"
                        + " | unauthorized",
                "look | {'errors':[{'message':'Field externalId is not defined by type OrderFilterParameter.',"
                        + "'extensions':{'code':'GRAPHQL_VALIDATION_FAILED'}}]} | no-custom-fields",
                "products | {'errors':[{'message':'x','path':['productVariants'],'extensions':{'code':'FORBIDDEN'}}],"
                        + "'data':null} | forbidden",
                "draft | {'errors':[{'message':'x','path':['createDraftOrder'],'extensions':{'code':'FORBIDDEN'}}],"
                        + "'data':null} | forbidden"
            })
    void A8_givenAStoreThatMayNot_whenCreated_thenItIsHeld(String question, String answer, String hold)
            throws Exception {
        try (var scenario = new VendureScenario().answers(question, answer)) {
            assertThat(scenario.create())
                    .isInstanceOfSatisfying(
                            Outcome.Held.class, held -> assertThat(held.hold()).isEqualTo(hold));
        }
    }

    @Test
    void givenASessionThatTheShopForgot_whenCreated_thenANewOneIsOpened() throws Exception {
        try (var scenario = new VendureScenario()) {
            scenario.create();
            scenario.answers(
                    "look",
                    "{'errors':[{'message':'x','path':['orders'],'extensions':{'code':'FORBIDDEN'}}],'data':null}");

            assertThat(scenario.create()).isInstanceOf(Outcome.Held.class);

            assertThat(scenario.questions()).endsWith("look", "login", "look");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "502, text/html, <html>Bad gateway</html>",
        "200, text/html, <html>Back soon</html>",
        "429, text/plain, no"
    })
    void A4_A6_givenAnAnswerOfSomethingInBetween_whenPlaced_thenUnknown(int status, String type, String body)
            throws Exception {
        try (var scenario = new VendureScenario().answers("place", RawShop.answer(status, type, body))) {
            assertThat(scenario.create()).isInstanceOfSatisfying(Outcome.Unknown.class, unknown -> {
                assertThat(unknown.httpStatus()).isEqualTo(status);
                assertThat(unknown.unexpected()).isEqualTo(status == 200);
            });
        }
    }

    @Test
    void givenAnErrorAfterThePayment_whenPlaced_thenUnknownUnlessTheShopSaysThatItDeletedTheDraft() throws Exception {
        try (var scenario = new VendureScenario()
                .answers(
                        "place",
                        "{'errors':[{'message':'x','path':['pay','customer'],'extensions':{'code':'ENTITY_NOT_FOUND'}}],"
                                + "'data':null}")
                .answers("delete", "{'data':{'deleteDraftOrder':{'result':'NOT_DELETED'}}}")) {
            assertThat(scenario.create().code()).isEqualTo("unknown");
        }
    }
}
