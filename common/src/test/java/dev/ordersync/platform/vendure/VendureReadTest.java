package dev.ordersync.platform.vendure;

import static dev.ordersync.platform.vendure.VendureScenario.KEY;
import static dev.ordersync.platform.vendure.VendureScenario.NOW;
import static dev.ordersync.platform.vendure.VendureScenario.draft;
import static dev.ordersync.platform.vendure.VendureScenario.placed;
import static dev.ordersync.platform.vendure.VendureScenario.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.order.PlatformOrderId;
import dev.ordersync.platform.AsSent;
import dev.ordersync.platform.Copy;
import dev.ordersync.platform.Found;
import dev.ordersync.platform.Listing;
import dev.ordersync.platform.Voided;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Looks and voids: drafts are seen and are no orders, and a look counts only where every row came. */
class VendureReadTest {
    private static Listing scan(VendureScenario scenario) {
        return scenario.platform.scan(scenario.shop(), NOW.minusSeconds(60), NOW, Duration.ofSeconds(5));
    }

    private static String orders(String... rows) {
        return "{\"data\":{\"orders\":{\"totalItems\":" + rows.length + ",\"items\":[" + String.join(",", rows)
                + "]}}}";
    }

    private static Copy copy(VendureScenario scenario, String row) {
        return VendureCopy.of(scenario.shop(), JsonMapper.shared().readTree(row))
                .orElseThrow();
    }

    @Test
    void B6_givenADraftWithOurReference_whenFound_thenItIsUnfinishedAndNotAsSent() throws Exception {
        try (var scenario = new VendureScenario().answers("find", orders(draft("7")))) {
            var listing = scenario.platform.findByReference(scenario.shop(), KEY);

            assertThat(listing.complete()).as(listing.problem()).isTrue();
            assertThat(listing.copies()).singleElement().satisfies(copy -> {
                assertThat(copy.status()).isEqualTo(Copy.Status.UNFINISHED);
                assertThat(copy.reference()).isEqualTo(KEY);
                assertThat(AsSent.differences(VendureScenario.order().content(), copy))
                        .containsExactly("status");
            });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Draft, , UNFINISHED",
        "ArrangingPayment, , UNFINISHED",
        "PaymentSettled, 2026-11-29T03:29:16.872Z, OPEN",
        "OfAPlugin, 2026-11-29T03:29:16.872Z, OPEN",
        "PartiallyShipped, 2026-11-29T03:29:16.872Z, FULFILLED",
        "Delivered, 2026-11-29T03:29:16.872Z, FULFILLED",
        "Cancelled, 2026-11-29T03:29:16.872Z, CANCELLED"
    })
    void B6_givenAState_whenRead_thenItCountsAs(String state, String placedAt, Copy.Status status) throws Exception {
        try (var scenario = new VendureScenario()) {
            assertThat(copy(scenario, row("7", state, placedAt)).status()).isEqualTo(status);
        }
    }

    /** As the shop showed it after a cancel. */
    @Test
    void givenACancelledOrder_whenRead_thenItsLinesAndTotalAreThoseThatWerePlaced() throws Exception {
        try (var scenario = new VendureScenario()) {
            var row = row("7", "Cancelled", "2026-11-29T03:29:16.872Z")
                    .replace("\"totalWithTax\":6730", "\"totalWithTax\":0")
                    .replaceAll("\"quantity\":\\d", "\"quantity\":0");

            assertThat(AsSent.differences(
                            VendureScenario.order().content(),
                            copy(scenario, row).content()))
                    .isEmpty();
        }
    }

    @Test
    void givenAnOrderThatAPersonModified_whenRead_thenItIsWorkedOn() throws Exception {
        try (var scenario = new VendureScenario()) {
            var row = placed("7")
                    .replace("\"modifications\":[]", "\"modifications\":[{\"createdAt\":\"2026-11-29T04:00:00Z\"}]");

            assertThat(copy(scenario, row).workedOn()).isTrue();
            assertThat(copy(scenario, placed("7")).workedOn()).isFalse();
        }
    }

    @Test
    void givenAnotherNumberInExternalId_whenRead_thenSyncKeyIsTheReference() throws Exception {
        try (var scenario = new VendureScenario()) {
            var row = placed("7").replace("\"externalId\":\"" + KEY, "\"externalId\":\"ERP-5");

            assertThat(copy(scenario, row).reference()).isEqualTo(KEY);
        }
    }

    @Test
    void B5_givenSeveralPages_whenScanned_thenEachBeginsWithTheLastRowOfTheOneBefore() throws Exception {
        var page = IntStream.rangeClosed(1, VendureList.PAGE_SIZE)
                .mapToObj(i -> placed(String.valueOf(i)))
                .toArray(String[]::new);
        try (var scenario = new VendureScenario().answers("scan", orders(page))) {
            var listing = scan(scenario);

            // The same page again does not begin with the last row.
            assertThat(listing.complete()).isFalse();
            assertThat(listing.problem()).contains("went away");
            assertThat(scenario.variables("scan").path("skip").asInt()).isEqualTo(VendureList.PAGE_SIZE - 1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'data':{'orders':{'items':[{'id':'7'}]}}} | cannot be read",
                "{'data':{'orders':null}} | not a list",
                "{'errors':[{'message':'x','extensions':{'code':'INTERNAL_SERVER_ERROR'}}],'data':null} |"
                        + " INTERNAL_SERVER_ERROR"
            })
    void B4_givenAnAnswerThatIsNotWhatWasAsked_whenScanned_thenItProvesNothing(String answer, String problem)
            throws Exception {
        try (var scenario = new VendureScenario().answers("scan", answer)) {
            assertThat(scan(scenario).complete()).isFalse();
            assertThat(scan(scenario).problem()).contains(problem);
        }
    }

    @Test
    void B4_givenARowFromAnotherTime_whenScanned_thenTheFilterWasIgnored() throws Exception {
        var other = placed("7").replace("\"createdAt\":\"2026-11-29", "\"createdAt\":\"2026-11-20");
        try (var scenario = new VendureScenario().answers("scan", orders(other))) {
            assertThat(scan(scenario).problem()).contains("ignored the filter");
        }
    }

    @Test
    void givenThePartOfOneSeller_whenScanned_thenOnlyTheWholeIsACopy() throws Exception {
        var part = placed("8").replace("Regular", "Seller");
        try (var scenario = new VendureScenario().answers("scan", orders(placed("7"), part))) {
            assertThat(scan(scenario).copies())
                    .extracting(copy -> copy.id().value())
                    .containsExactly("7");
        }
    }

    @Test
    void givenAPlacedOrder_whenDeleted_thenRefused_andNothingIsCancelled() throws Exception {
        try (var scenario = new VendureScenario()
                .answers("delete", "{'data':{'deleteDraftOrder':{'result':'NOT_DELETED'}}}")
                .answers("get", "{\"data\":{\"order\":" + placed("7") + "}}")) {
            assertThat(scenario.platform.delete(scenario.shop(), new PlatformOrderId("7"), () -> true))
                    .isInstanceOf(Voided.Refused.class);
            assertThat(scenario.questions()).doesNotContain("cancel");
        }
    }

    @Test
    void givenAnOrderThatWaitsForItsPayment_whenDeleted_thenItIsCancelled() throws Exception {
        try (var scenario = new VendureScenario()
                .answers("delete", "{'data':{'deleteDraftOrder':{'result':'NOT_DELETED'}}}")
                .answers("get", "{\"data\":{\"order\":" + row("7", "ArrangingPayment", null) + "}}")
                .answers("cancel", "{'data':{'cancelOrder':{'__typename':'Order','state':'Cancelled'}}}")) {
            assertThat(scenario.platform.delete(scenario.shop(), new PlatformOrderId("7"), () -> true))
                    .isInstanceOf(Voided.Gone.class);
        }
    }

    @Test
    void givenAnOrderThatIsCancelledAlready_whenCancelled_thenGone() throws Exception {
        try (var scenario = new VendureScenario()
                .answers(
                        "cancel",
                        "{'data':{'cancelOrder':{'__typename':'EmptyOrderLineSelectionError','errorCode':"
                                + "'EMPTY_ORDER_LINE_SELECTION_ERROR'}}}")
                .answers("get", "{\"data\":{\"order\":" + row("7", "Cancelled", "2026-11-29T03:29:16.872Z") + "}}")) {
            assertThat(scenario.platform.cancel(scenario.shop(), new PlatformOrderId("7"), () -> true))
                    .isInstanceOf(Voided.Gone.class);
        }
    }

    @Test
    void givenAnIdThatNoShopHas_whenRead_thenAbsentWithoutAsking() throws Exception {
        try (var scenario = new VendureScenario()) {
            assertThat(scenario.platform.get(scenario.shop(), new PlatformOrderId("1 or 1")))
                    .isEqualTo(new Found.Absent());
            assertThat(scenario.asked).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.example/dashboard/orders/12, 12",
        "https://shop.example/admin/orders/draft/13?x=1, 13",
        "https://shop.example/admin/customers/4, -"
    })
    void givenAnAddressOfThePagesForPeople_thenItsOrderIsKnown(String url, String id) throws Exception {
        try (var scenario = new VendureScenario()) {
            assertThat(scenario.platform
                            .idFromUrl(url)
                            .map(PlatformOrderId::value)
                            .orElse("-"))
                    .isEqualTo(id);
        }
    }
}
