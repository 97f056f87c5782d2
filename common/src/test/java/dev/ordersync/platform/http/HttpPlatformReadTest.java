package dev.ordersync.platform.http;

import static dev.ordersync.platform.http.ShopScenario.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.order.PlatformOrderId;
import dev.ordersync.platform.Found;
import dev.ordersync.platform.Verification.Check;
import dev.ordersync.platform.client.RawShop;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reading one copy, and the shop itself. */
class HttpPlatformReadTest {
    private static Found get(int status, String type, String body) throws Exception {
        try (var scenario = ShopScenario.answering(status, type, body)) {
            return scenario.platform.get(scenario.shop(), new PlatformOrderId("a/b 1"));
        }
    }

    @Test
    void givenCopy_whenRead_thenPresentWithItsContent() throws Exception {
        try (var scenario = ShopScenario.answering(200, JSON, ShopScenario.copy("a/b 1"))) {
            // when
            var found = scenario.platform.get(scenario.shop(), new PlatformOrderId("a/b 1"));

            // then
            assertThat(scenario.seen.element().path()).isEqualTo("/api/orders/a%2Fb%201");
            assertThat(found).isInstanceOfSatisfying(Found.Present.class, present -> {
                var copy = present.copy();
                assertThat(copy.reference()).isEqualTo(ShopScenario.KEY);
                assertThat(copy.content().email()).isEqualTo("zoe@example.com");
                assertThat(copy.content().postalCode()).isEqualTo("94107");
                assertThat(copy.content().phone()).isNull();
                assertThat(copy.content().total()).isEqualTo(new BigDecimal("48.00"));
                assertThat(copy.content().lines()).hasSize(1);
                assertThat(copy.workedOn()).isFalse();
            });
        }
    }

    @Test
    void givenOnlyTheShopsOwn404_whenRead_thenAbsent() throws Exception {
        assertThat(get(404, JSON, "{\"code\":\"no-such-order\"}")).isEqualTo(new Found.Absent());
        assertThat(get(404, "text/html", "<h1>Not found</h1>")).isInstanceOf(Found.Unclear.class);
        assertThat(get(404, JSON, "{}")).isInstanceOf(Found.Unclear.class);
        assertThat(get(410, JSON, "{\"code\":\"gone\"}")).isInstanceOf(Found.Unclear.class);
    }

    @Test
    void givenAnotherOrder_whenRead_thenUnclear() throws Exception {
        assertThat(get(200, JSON, ShopScenario.copy("other"))).isInstanceOf(Found.Unclear.class);
        assertThat(get(200, JSON, "{}")).isInstanceOf(Found.Unclear.class);
    }

    @Test
    void givenHold_whenRead_thenUnclearWithItsCode() throws Exception {
        assertThat(get(403, "text/html", "no")).isEqualTo(new Found.Unclear("the shop answered 403", "forbidden"));
    }

    @Test
    void givenGoodShop_whenVerified_thenBothChecksAreOk() throws Exception {
        try (var scenario = ShopScenario.answering(seen -> RawShop.answer(
                200,
                JSON,
                seen.path().equals("/api/shop") ? "{\"id\":\"shop-1\",\"name\":\"Acme\"}" : "{\"orders\":[]}",
                "Date: Tue, 24 Nov 2026 11:00:01 GMT"))) {
            // when
            var verification = scenario.platform.verify(scenario.shop());

            // then
            assertThat(verification.ok()).isTrue();
            assertThat(verification.shopId()).isEqualTo("shop-1");
            assertThat(verification.shopName()).isEqualTo("Acme");
            assertThat(verification.hold()).isNull();
            assertThat(verification.shopTime()).isNotNull();
            assertThat(verification.checks()).extracting(Check::name).containsExactly("shop", "list orders");
            assertThat(scenario.seen)
                    .extracting(seen -> seen.path())
                    .containsExactly("/api/shop", "/api/orders?limit=1");
        }
    }

    @Test
    void givenTokenThatMayNotList_whenVerified_thenHeldAndSaidWhich() throws Exception {
        try (var scenario = ShopScenario.answering(seen -> seen.path().equals("/api/shop")
                ? RawShop.answer(200, JSON, "{\"id\":\"shop-1\",\"name\":\"Acme\"}")
                : RawShop.answer(403, JSON, "{\"code\":\"scope\"}"))) {
            var verification = scenario.platform.verify(scenario.shop());

            assertThat(verification.ok()).isFalse();
            assertThat(verification.hold()).isEqualTo("forbidden");
            assertThat(verification.checks()).extracting(Check::ok).containsExactly(true, false);
        }
    }

    @Test
    void givenUnreachableOrForeignShop_whenVerified_thenNotOkAndNoHold() throws Exception {
        try (var scenario = ShopScenario.answering(200, JSON, "{}")) {
            assertThat(scenario.platform.verify(scenario.shop()).checks())
                    .extracting(Check::ok)
                    .containsExactly(false, false);
            var shop = scenario.shop();
            scenario.raw.close();
            var verification = scenario.platform.verify(shop);
            assertThat(verification.ok()).isFalse();
            assertThat(verification.hold()).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "https://shop.example/api/orders/1234, 1234",
                "https://shop.example/admin/orders/1234/edit?x=1#top, 1234",
                "https://shop.example/ui/demo/Order/a%2F1/, a",
                "https://shop.example/o/77, 77",
                "https://shop.example/, -",
                "not a url, -",
            })
    void givenUrlOfAnOrder_whenRead_thenItsId(String url, String id) throws Exception {
        assertThat(OrderUrl.id(url)).isEqualTo(Optional.ofNullable(id).map(PlatformOrderId::new));
    }
}
