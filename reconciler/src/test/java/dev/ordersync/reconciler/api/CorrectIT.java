package dev.ordersync.reconciler.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.order.IdempotencyKey;
import dev.ordersync.order.OrderId;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorrectIT extends ApiFixture {
    /** The fixture's order with another size and street. */
    private static final String CORRECTED = """
            {"id": "CV-1", "store": "acme", "placedAt": "2026-11-24T09:00:00Z", "currency": "USD",
             "customer": {"firstName": "Zoë", "lastName": "O’Neil", "email": "zoe@example.org"},
             "shippingAddress": {"line1": "2 Main St", "city": "Springfield", "postalCode": "94107", "country": "US"},
             "lines": [{"sku": "TEE-L", "title": "Tee, L", "quantity": 2, "unitPrice": "19.90"}],
             "shipping": "5.00", "tax": "3.20", "total": "48.00"}
            """;

    private OrderId given(String situation) {
        return switch (situation) {
            case "queued" -> orders.queued("CV-1");
            case "failed" -> orders.failed("CV-1");
            case "rejected" -> orders.rejected("CV-1");
            case "posting" -> orders.posting("CV-1");
            case "in doubt" -> orders.inDoubt("CV-1");
            case "synced" -> orders.synced("CV-1", "1234");
            case "broken" -> orders.broken("CV-1");
            case "resyncing" -> orders.resyncing("CV-1");
            case "cancelled" -> orders.cancelled("CV-1");
            case "failed, not looked through" -> orders.failedAfterDoubt("CV-1");
            case "failed, proven absent" -> orders.looked(orders.failedAfterDoubt("CV-1"), "none", "[]");
            case "failed, copy seen" -> orders.sees(orders.failedAfterDoubt("CV-1"), "1234", false);
            case "failed, accepted without id" ->
                orders.with(orders.looked(orders.failedAfterDoubt("CV-1"), "none", "[]"), "no_id = true");
            default -> throw new IllegalArgumentException(situation);
        };
    }

    private String column(String expression) {
        return texts("SELECT CAST(" + expression + " AS text) FROM orders").getFirst();
    }

    private List<String> allowed() {
        return as(VIEWER)
                .get("/api/orders/CV-1")
                .json()
                .path("allowedActions")
                .valueStream()
                .map(action -> action.asString())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"queued", "rejected", "failed", "'failed, proven absent'"})
    void A19_givenNoCopyCanBeThere_whenCorrected_thenANewGenerationIsQueuedUnderANewKey(String situation) {
        // given
        given(situation);
        var doubted = column("doubted");
        assertThat(allowed()).contains("correct");

        // when
        var answer = as(OPERATOR).put("/api/orders/CV-1", CORRECTED);

        // then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("status").asString()).isEqualTo("queued");
        assertThat(answer.json().path("generation").asInt()).isEqualTo(2);
        assertThat(answer.json().path("idempotencyKey").asString()).isEqualTo(IdempotencyKey.of("default", "CV-1", 2));
        assertThat(texts("SELECT body FROM order_content ORDER BY generation"))
                .hasSize(2)
                .satisfies(bodies -> assertThat(bodies.getFirst()).contains("TEE-M"))
                .satisfies(bodies -> assertThat(bodies.getLast()).contains("TEE-L"));
        assertThat(texts("SELECT topic FROM outbox")).containsExactly("ordersync.posts");
        assertThat(texts("SELECT action || ', ' || reason FROM audit WHERE seq > 1"))
                .containsExactly("correct, changed: customer, shippingAddress, lines");
        assertThat(as(VIEWER).get("/api/orders?q=tee-l").json().path("orders").size())
                .isOne();
        assertThat(as(VIEWER).get("/api/orders?q=tee-m").json().path("orders").size())
                .isZero();
        // One that was in doubt before is still posted on a proof only.
        assertThat(column("doubted")).isEqualTo(doubted);
        assertThat(column("unknown_attempts")).isEqualTo("0");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "posting,                        attempt-in-flight",
        "in doubt,                       outcome-unsettled",
        "synced,                         already-synced",
        "broken,                         wrong-status",
        "resyncing,                      wrong-status",
        "cancelled,                      wrong-status",
        "'failed, not looked through',   outcome-unsettled",
        "'failed, copy seen',            match-known",
        "'failed, accepted without id',  applied-not-found"
    })
    void I7_givenACopyIsOrMayBeThere_whenCorrected_thenItIsRefused(String situation, String code) {
        // given
        given(situation);
        var before = column("status");

        // when
        var answer = as(OPERATOR).put("/api/orders/CV-1", CORRECTED);

        // then
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.json().has("safeToRetry")).isTrue();
        assertThat(column("status || generation || version")).isEqualTo(before + "11");
        assertThat(texts("SELECT topic FROM outbox")).isEmpty();
        assertThat(texts("SELECT action FROM audit WHERE seq > 1")).containsExactly("correct-refused");
        assertThat(allowed()).doesNotContain("correct");
    }

    @Test
    void givenAForcedRetryWaits_whenCorrected_thenTheOldCopyMayStillBeThereAndItIsRefused() {
        // given
        given("in doubt");
        as(ADMIN).post("/api/orders/CV-1/retry", "{\"force\": true, \"reason\": \"the owner says so\"}");

        // when
        var answer = as(OPERATOR).put("/api/orders/CV-1", CORRECTED);

        // then
        assertThat(answer.code()).isEqualTo("outcome-unsettled");
    }

    @Test
    void givenTheSameContent_whenCorrectedOnceMore_thenNothingChanges() {
        // given
        given("rejected");
        as(OPERATOR).put("/api/orders/CV-1", CORRECTED);

        // when
        var again = as(OPERATOR).put("/api/orders/CV-1", CORRECTED.replace("\"48.00\"", "\"48.0\""));

        // then
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("generation").asInt()).isEqualTo(2);
        assertThat(texts("SELECT topic FROM outbox")).hasSize(1);
        assertThat(column("version")).isEqualTo("2");
    }

    @Test
    void givenAnotherIdOrStoreOrABadField_whenCorrected_thenEveryFieldIsNamed() {
        // given
        given("rejected");

        // when
        var moved = as(OPERATOR)
                .put("/api/orders/CV-1", CORRECTED.replace("CV-1", "CV-2").replace("acme", "globex"));
        var wrong = as(OPERATOR).put("/api/orders/CV-1", CORRECTED.replace("\"quantity\": 2", "\"quantity\": 0"));
        var malformed = as(OPERATOR).put("/api/orders/CV-1", "[]");
        var hidden = as(LIMITED).put("/api/orders/CV-9", CORRECTED);
        var viewer = as(VIEWER).put("/api/orders/CV-1", CORRECTED);

        // then
        assertThat(moved.status()).isEqualTo(422);
        assertThat(moved.json()
                        .path("errors")
                        .valueStream()
                        .map(e -> e.path("field").asString()))
                .containsExactly("id", "store");
        assertThat(wrong.json().path("errors").path(0).path("field").asString()).isEqualTo("lines[0].quantity");
        assertThat(malformed.status()).isEqualTo(400);
        assertThat(hidden.status()).isEqualTo(404);
        assertThat(viewer.status()).isEqualTo(403);
        assertThat(column("status")).isEqualTo("rejected");
    }

    @Test
    void givenAStalePage_whenCorrected_thenItIsRefused() {
        // given
        given("rejected");
        var stale = CORRECTED.replaceFirst("\\{", "{\"version\": 7, ");
        var seen = CORRECTED.replaceFirst("\\{", "{\"version\": 1, ");

        // then
        assertThat(as(OPERATOR).put("/api/orders/CV-1", stale).code()).isEqualTo("stale-view");
        assertThat(as(OPERATOR).put("/api/orders/CV-1", seen).status()).isEqualTo(200);
        assertThat(texts("SELECT body FROM order_content ORDER BY generation").getLast())
                .doesNotContain("version");
    }

    @Test
    void givenTwoPeopleCorrectAtOnce_thenEachGenerationHasItsOwnContent() throws Exception {
        // given
        given("rejected");
        var start = new CountDownLatch(1);
        var other = CORRECTED.replace("TEE-L", "TEE-S");

        // when
        try (var people = Executors.newFixedThreadPool(2)) {
            var one = people.submit(() -> {
                start.await();
                return as(OPERATOR).put("/api/orders/CV-1", CORRECTED).status();
            });
            var two = people.submit(() -> {
                start.await();
                return as(ADMIN).put("/api/orders/CV-1", other).status();
            });
            start.countDown();
            assertThat(List.of(one.get(), two.get())).containsOnly(200);
        }

        // then
        assertThat(column("generation")).isEqualTo("3");
        assertThat(texts("SELECT body FROM order_content WHERE generation > 1")).hasSize(2);
        assertThat(column("idem_key")).isEqualTo(IdempotencyKey.of("default", "CV-1", 3));
    }
}
