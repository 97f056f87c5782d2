package dev.ordersync.platform.woocommerce;

import static dev.ordersync.platform.woocommerce.WooScenario.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.order.PlatformOrderId;
import dev.ordersync.platform.Copy;
import dev.ordersync.platform.Found;
import dev.ordersync.platform.Voided;
import dev.ordersync.platform.client.RawConnection;
import dev.ordersync.platform.client.RawShop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read from WooCommerce, and what it proves. */
class WooListTest {
    private static final Instant FROM = Instant.parse("2026-11-24T10:00:00.5Z");
    private static final Instant TO = Instant.parse("2026-11-24T11:00:00Z");
    private static final Duration BUDGET = Duration.ofSeconds(10);

    private static String rows(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(id -> WooScenario.row(id, "processing", "os-" + id, "2026-11-24T10:30:00"))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static boolean asksFor(RawConnection.Seen request, String parameter) {
        return List.of(request.path().split("[?&]")).contains(parameter);
    }

    @Test
    void givenManyOrders_whenScanned_thenPagesOverlapByOneAndAllStatesAreAskedFor() throws Exception {
        try (var scenario = WooScenario.answering(request -> {
            if (!asksFor(request, "status=any")) {
                return RawShop.answer(200, JSON, "[]");
            }
            return RawShop.answer(200, JSON, asksFor(request, "offset=0") ? rows(1, 100) : rows(100, 150));
        })) {
            // when
            var listing = scenario.platform.scan(scenario.shop(), FROM, TO, BUDGET);

            // then
            assertThat(listing.complete()).isTrue();
            assertThat(listing.copies()).hasSize(150);
            var asked = scenario.seen.stream().map(RawConnection.Seen::path).toList();
            assertThat(asked).anyMatch(path -> path.contains("status=trash"));
            assertThat(asked).anyMatch(path -> path.contains("status=checkout-draft"));
            assertThat(asked).allMatch(path -> path.contains("after=2026-11-24T09%3A59%3A59Z"));
            assertThat(asked).noneMatch(path -> path.contains("dates_are_gmt"));
        }
    }

    @Test
    void givenAnOrderThatWentAwayBetweenPages_whenScanned_thenItProvesNothing() throws Exception {
        try (var scenario = WooScenario.answering(
                request -> RawShop.answer(200, JSON, asksFor(request, "offset=0") ? rows(1, 100) : rows(101, 150)))) {
            assertThat(scenario.platform.scan(scenario.shop(), FROM, TO, BUDGET).complete())
                    .isFalse();
        }
    }

    @Test
    void givenAShopThatIgnoresTheFilter_whenScanned_thenItProvesNothing() throws Exception {
        var old = WooScenario.row(1, "processing", "os-1", "2026-11-20T10:30:00");
        try (var scenario = WooScenario.answering(_ -> RawShop.answer(200, JSON, "[" + old + "]"))) {
            var listing = scenario.platform.scan(scenario.shop(), FROM, TO, BUDGET);

            assertThat(listing.complete()).isFalse();
            assertThat(listing.problem()).contains("ignored the filter");
        }
    }

    @Test
    void givenASearchThatAnswersWithEverything_whenLookedUp_thenOnlyOurKeyCounts() throws Exception {
        var others = rows(1, 3);
        var all = others.substring(0, others.length() - 1) + ","
                + WooScenario.row(9, "pending", WooScenario.KEY, "2026-11-24T10:30:00") + "]";
        try (var scenario = WooScenario.answering(_ -> RawShop.answer(200, JSON, all))) {
            var listing = scenario.platform.findByReference(scenario.shop(), WooScenario.KEY);

            assertThat(listing.complete()).isTrue();
            assertThat(listing.copies()).extracting(Copy::id).containsExactly(new PlatformOrderId("9"));
        }
    }

    @Test
    void givenKeysThatAreRevoked_whenScanned_thenTheStoreIsHeld() throws Exception {
        try (var scenario =
                WooScenario.answering(_ -> RawShop.answer(401, JSON, "{\"code\":\"x\",\"message\":\"y\"}"))) {
            assertThat(scenario.platform.scan(scenario.shop(), FROM, TO, BUDGET).hold())
                    .isEqualTo("unauthorized");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "pending, OPEN",
        "processing, OPEN",
        "on-hold, OPEN",
        "completed, FULFILLED",
        "cancelled, CANCELLED",
        "refunded, CANCELLED",
        "trash, TRASHED",
        "checkout-draft, TRASHED",
        "packed-by-a-plugin, OPEN"
    })
    void givenStatus_whenRead_thenCopyCountsOrNot(String status, Copy.Status wanted) throws Exception {
        var row = WooScenario.row(7, status, WooScenario.KEY, "2026-11-24T10:30:00");
        try (var scenario = WooScenario.answering(_ -> RawShop.answer(200, JSON, row))) {
            assertThat(scenario.platform.get(scenario.shop(), new PlatformOrderId("7")))
                    .isInstanceOfSatisfying(
                            Found.Present.class,
                            found -> assertThat(found.copy().status()).isEqualTo(wanted));
        }
    }

    @Test
    void givenAnIdThatTheShopDoesNotKnow_whenRead_thenAbsent_butAMissingRouteIsUnclear() throws Exception {
        try (var scenario = WooScenario.answering(_ -> RawShop.answer(
                404, JSON, "{\"code\":\"woocommerce_rest_shop_order_invalid_id\",\"message\":\"Invalid ID.\"}"))) {
            assertThat(scenario.platform.get(scenario.shop(), new PlatformOrderId("7")))
                    .isEqualTo(new Found.Absent());
        }
        try (var scenario = WooScenario.answering(
                _ -> RawShop.answer(404, JSON, "{\"code\":\"rest_no_route\",\"message\":\"No route\"}"))) {
            assertThat(scenario.platform.get(scenario.shop(), new PlatformOrderId("7")))
                    .isInstanceOf(Found.Unclear.class);
        }
    }

    @Test
    void givenACopyToDelete_whenDeleted_thenItIsCancelledFirstSoThatItsStockComesBack() throws Exception {
        var row = WooScenario.row(7, "cancelled", WooScenario.KEY, "2026-11-24T10:30:00");
        try (var scenario = WooScenario.answering(_ -> RawShop.answer(200, JSON, row))) {
            // when
            var voided = scenario.platform.delete(scenario.shop(), new PlatformOrderId("7"), () -> true);

            // then
            assertThat(voided).isEqualTo(new Voided.Gone());
            assertThat(scenario.seen).extracting(RawConnection.Seen::method).containsExactly("POST", "DELETE");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.example/wp-admin/admin.php?page=wc-orders&action=edit&id=123",
        "https://shop.example/wp-admin/post.php?post=123&action=edit",
        "https://shop.example/my-account/view/orders/123/"
    })
    void givenAdminUrl_whenAsked_thenItsOrder(String url) throws Exception {
        try (var scenario = WooScenario.answering(_ -> RawShop.answer(200, JSON, "[]"))) {
            assertThat(scenario.platform.idFromUrl(url)).contains(new PlatformOrderId("123"));
        }
    }
}
