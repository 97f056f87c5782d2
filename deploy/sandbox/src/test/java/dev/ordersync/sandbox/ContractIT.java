package dev.ordersync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ContractIT extends SandboxIT {

    @Test
    void givenAKeyAnswered_whenItComesAgain_thenTheSameCopyIsReplayed() {
        Client shop = newShop();
        var first = shop.post("key-1", "CV-1");

        var second = shop.post("key-1", "CV-1");

        assertThat(first.seen()).isEqualTo("201");
        assertThat(second.seen()).isEqualTo("201");
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(shop.copies()).isEqualTo(1);
    }

    @Test
    void givenAKeyAnswered_whenItComesWithOtherContent_thenItIsRefusedAsReused() {
        Client shop = newShop();
        shop.post("key-1", "CV-1");

        var otherOrder = shop.post("key-1", "CV-2");
        var otherReference = shop.post("key-1", "another", Client.order("CV-1", 2));

        assertThat(otherOrder.seen() + otherOrder.code()).isEqualTo("422idempotency-key-reused");
        assertThat(otherReference.seen() + otherReference.code()).isEqualTo("422idempotency-key-reused");
        assertThat(shop.copies()).isEqualTo(1);
    }

    @Test
    void givenAKeyBeingWorkedOn_whenItComesAgain_thenItIsInFlight() {
        Client shop = newShop();
        shop.fault("{\"fault\":\"late\",\"delay\":\"PT1H\",\"times\":1}");
        shop.postBriefly("key-1", "CV-1");
        assertThat(shop.firstEvent().path("effect").stringValue()).isEqualTo("pending");

        var again = shop.post("key-1", "CV-1");

        assertThat(again.seen() + again.code()).isEqualTo("409idempotency-in-flight");
    }

    @Test
    void givenAnOrder_whenPosted_thenTheCopyShowsItUnchanged() {
        Client shop = newShop();
        String order = "{\"id\":\"CV-1\",\"lines\":[],\"weight\":5.00,\"note\":\"Zoë\",\"billingAddress\":null}";

        JsonNode copy = shop.post("key-1", "ref-1", order).json();

        assertThat(copy.path("order").toString()).isEqualTo(order);
        assertThat(copy.path("reference").stringValue()).isEqualTo("ref-1");
        assertThat(copy.path("status").stringValue()).isEqualTo("open");
        assertThat(copy.get("editedAt").isNull()).isTrue();
        assertThat(copy.get("test").booleanValue()).isFalse();
        assertThat(shop.get("/orders/" + copy.path("id").stringValue()).json()).isEqualTo(copy);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "key  | {                     | 400 | malformed-json",
                "key  | {\"reference\":\"r\"} | 422 | order-missing",
                "key  | {\"order\":{}}        | 422 | reference-missing",
                "' '  | {\"order\":{}}        | 400 | idempotency-key-missing"
            })
    void givenABadBody_whenPosted_thenItIsRefusedWithACode(String key, String body, String status, String code) {
        Client shop = newShop();

        var refused = shop.postRaw(key, body);

        assertThat(refused.seen()).isEqualTo(status);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(shop.copies()).isZero();
    }

    @Test
    void givenABodyAboveTheBound_whenPosted_thenItIsTooLarge() {
        var refused = newShop().postRaw("key", " ".repeat((2 << 20) + 1));

        assertThat(refused.seen() + refused.code()).isEqualTo("413too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/shop", "/orders", "/orders/1001", "/nowhere"})
    void givenAnotherToken_whenAsked_thenUnauthorizedAsJson(String path) {
        Client shop = newShop();

        var refused = shop.withToken("another").get(path);

        assertThat(refused.seen() + refused.code()).isEqualTo("401unauthorized");
        assertThat(shop.withToken("another").post("key", "CV-1").seen()).isEqualTo("401");
        assertThat(shop.copies()).isZero();
    }

    @Test
    void givenAShop_whenAskedWhoItIs_thenItsNameTells() {
        JsonNode acme = shop("acme").get("/shop").json();

        assertThat(acme.path("id").stringValue()).isEqualTo("shop-acme");
        assertThat(shop("other").get("/shop").json()).isNotEqualTo(acme);
    }

    @Test
    void givenFiveOrders_whenPagedByTwo_thenEachComesOnceNewestFirst() {
        Client shop = newShop();
        List<String> made = post(shop, 5);

        var seen = new ArrayList<String>();
        String cursor = "";
        do {
            JsonNode page = shop.get("/orders?limit=2" + cursor).json();
            assertThat(page.path("orders").size()).isLessThanOrEqualTo(2);
            seen.addAll(ids(page));
            cursor = page.get("nextCursor").isNull()
                    ? ""
                    : "&cursor=" + page.get("nextCursor").stringValue();
        } while (!cursor.isEmpty());

        assertThat(seen).isEqualTo(made.reversed());
    }

    @Test
    void givenOrders_whenAskedByTime_thenBothBoundsAreInclusive() {
        Client shop = newShop();
        post(shop, 3);
        String at = shop.get("/orders/1002").json().path("createdAt").stringValue();

        JsonNode page =
                shop.get("/orders?createdAfter=" + at + "&createdBefore=" + at).json();

        assertThat(ids(page)).contains("1002");
        assertThat(page.path("orders"))
                .allMatch(copy -> copy.path("createdAt").stringValue().equals(at));
        assertThat(ids(shop.get("/orders?createdBefore=2000-01-01T00:00:00Z").json()))
                .isEmpty();
        assertThat(ids(shop.get("/orders?createdAfter=2100-01-01T00:00:00-08:00")
                        .json()))
                .isEmpty();
    }

    @Test
    void givenOrdersOfEveryStatus_whenListed_thenAllAreThere() {
        Client shop = newShop();
        List<String> made = post(shop, 4);
        shop.act("/orders/1001/cancel");
        shop.admin("POST", "/orders/1002/trash", "");
        shop.admin("POST", "/orders/1003/fulfil", "");

        JsonNode page = shop.get("/orders").json();

        assertThat(ids(page)).containsExactlyInAnyOrderElementsOf(made);
        assertThat(page.path("orders"))
                .extracting(copy -> copy.path("status").stringValue())
                .containsExactly("open", "fulfilled", "trashed", "cancelled");
    }

    @Test
    void givenOrders_whenAskedByReference_thenOnlyThatCopyComes() {
        Client shop = newShop();
        post(shop, 3);

        assertThat(ids(shop.get("/orders?reference=key-2").json())).containsExactly("1002");
        assertThat(ids(shop.get("/orders?reference=key-9").json())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "limit=101, bad-limit",
        "limit=0, bad-limit",
        "limit=x, bad-parameter",
        "cursor=x, bad-cursor",
        "createdAfter=today, bad-parameter"
    })
    void givenABadQuestion_whenListed_thenItIsRefusedWithACode(String query, String code) {
        var refused = newShop().get("/orders?" + query);

        assertThat(refused.seen() + refused.code()).isEqualTo("422" + code);
    }

    @Test
    void givenACopy_whenDeleted_thenItIsGoneAndASecondTimeNotFound() {
        Client shop = newShop();
        post(shop, 1);

        assertThat(shop.delete("/orders/1001").seen()).isEqualTo("204");

        assertThat(shop.get("/orders/1001").code()).isEqualTo("no-such-order");
        assertThat(shop.delete("/orders/1001").seen()).isEqualTo("404");
        assertThat(ids(shop.get("/orders?reference=key-1").json())).isEmpty();
    }

    @Test
    void givenAFulfilledCopy_whenVoided_thenConflict() {
        Client shop = newShop();
        post(shop, 1);
        shop.admin("POST", "/orders/1001/fulfil", "");

        assertThat(shop.delete("/orders/1001").seen()).isEqualTo("409");
        assertThat(shop.act("/orders/1001/cancel").seen()).isEqualTo("409");
        assertThat(shop.get("/orders/1001").json().path("status").stringValue()).isEqualTo("fulfilled");
    }

    @Test
    void givenACopy_whenCancelled_thenItSaysSo() {
        Client shop = newShop();
        post(shop, 1);

        var cancelled = shop.act("/orders/1001/cancel");

        assertThat(cancelled.seen()).isEqualTo("200");
        assertThat(cancelled.json().path("status").stringValue()).isEqualTo("cancelled");
        assertThat(shop.act("/orders/1001/cancel").seen()).isEqualTo("200");
        assertThat(shop.act("/orders/77/cancel").seen()).isEqualTo("404");
    }

    @Test
    void givenAPathOfNothing_whenAsked_thenNotFoundWithACode() {
        var missing = newShop().get("/nowhere");

        assertThat(missing.seen() + missing.code()).isEqualTo("404not-found");
    }

    private static List<String> post(Client shop, int orders) {
        return IntStream.rangeClosed(1, orders)
                .mapToObj(
                        n -> shop.post("key-" + n, "CV-" + n).json().path("id").stringValue())
                .toList();
    }

    private static List<String> ids(JsonNode page) {
        return StreamSupport.stream(page.path("orders").spliterator(), false)
                .map(copy -> copy.path("id").stringValue())
                .toList();
    }
}
