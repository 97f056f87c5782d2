package dev.ordersync.reconciler.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.order.IdempotencyKey;
import dev.ordersync.platform.Found;
import dev.ordersync.testing.Http;
import java.util.ArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkIT extends ApiFixture {
    private static final String KEY = IdempotencyKey.of("default", "CV-1", 1);

    private Http.Answer link(String id, String platformOrderId) {
        return as(OPERATOR).post("/api/orders/" + id + "/link", "{\"platformOrderId\": \"" + platformOrderId + "\"}");
    }

    private String status(String id) {
        return as(VIEWER).get("/api/orders/" + id).json().path("status").asString();
    }

    @ParameterizedTest
    @CsvSource({"queued", "in_doubt", "broken", "rejected", "failed"})
    void E1_givenTheShopHasIt_whenLinked_thenItIsSyncedAndNothingIsSentAnyMore(String from) {
        // given
        shop.has("1234", KEY);
        switch (from) {
            case "queued" -> orders.queued("CV-1");
            case "in_doubt" -> orders.inDoubt("CV-1");
            case "broken" -> orders.broken("CV-1");
            case "rejected" -> orders.rejected("CV-1");
            default -> orders.failed("CV-1");
        }

        // when
        var answer = link("CV-1", "1234");
        var again = link("CV-1", "1234");

        // then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("status").asString()).isEqualTo("synced");
        assertThat(answer.json().path("platformOrderId").asString()).isEqualTo("1234");
        assertThat(answer.json().path("platformOrderUrl").asString()).isEqualTo("https://shop.example/orders/1234");
        assertThat(answer.json().path("nextActionAt").isNull()).isTrue();
        assertThat(answer.json().path("allowedActions").path(0).asString()).isEqualTo("unlink");
        assertThat(again.status()).isEqualTo(200);
        assertThat(texts("SELECT type FROM outbox")).containsExactly("ordersync.order.linked");
        assertThat(texts("SELECT shop_id || ' ' || platform_order_id FROM links"))
                .containsExactly("shop-1 1234");
    }

    @Test
    void E1_givenThePageInTheShop_whenLinkedByIt_thenItIsTheSameOrder() {
        shop.has("1234", null);
        orders.inDoubt("CV-1");

        var answer = as(OPERATOR)
                .post("/api/orders/CV-1/link", "{\"platformOrderUrl\": \"https://shop.example/orders/1234\"}");

        assertThat(answer.json().path("platformOrderId").asString()).isEqualTo("1234");
    }

    @ParameterizedTest
    @CsvSource({
        "posting, attempt-in-flight",
        "synced, already-synced",
        "resyncing, wrong-status",
        "cancelled, wrong-status"
    })
    void givenTheWrongStatus_whenLinked_thenItIsRefusedAndAudited(String from, String code) {
        // given
        shop.has("1234", KEY);
        switch (from) {
            case "posting" -> orders.posting("CV-1");
            case "synced" -> orders.synced("CV-1", "99");
            case "resyncing" -> orders.resyncing("CV-1");
            default -> orders.cancelled("CV-1");
        }

        // when
        var answer = link("CV-1", "1234");

        // then
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.json().path("safeToRetry").asBoolean(true)).isFalse();
        assertThat(status("CV-1")).isEqualTo(from);
        assertThat(texts("SELECT action FROM audit WHERE seq = 2")).containsExactly("link-refused");
    }

    @Test
    void givenTheShopHasNoSuchOrder_whenLinked_thenItIsUnprocessable() {
        orders.inDoubt("CV-1");

        var absent = link("CV-1", "77");
        var noOrderPage =
                as(OPERATOR).post("/api/orders/CV-1/link", "{\"platformOrderUrl\": \"https://elsewhere.example/77\"}");

        assertThat(Stream.of(absent, noOrderPage)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.code()).isEqualTo("no-such-platform-order");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}",
                "{\"platformOrderId\": \" \"}",
                "{\"platformOrderId\": \"1\", \"platformOrderUrl\": \"https://shop.example/orders/1\"}"
            })
    void givenNoClearTarget_whenLinked_thenItIsInvalid(String body) {
        orders.inDoubt("CV-1");

        assertThat(as(OPERATOR).post("/api/orders/CV-1/link", body).code()).isEqualTo("invalid");
    }

    @Test
    void givenTheShopCannotBeAsked_whenLinked_thenNothingIsKnownAndNothingChanges() {
        orders.inDoubt("CV-1");
        shop.answers("1234", new Found.Unclear("no connection", null));

        assertThat(link("CV-1", "1234").status()).isEqualTo(503);
        assertThat(status("CV-1")).isEqualTo("in_doubt");
    }

    @Test
    void G1_givenTheShopRefusesTheRead_whenLinked_thenTheStoreIsHeld() {
        orders.inDoubt("CV-1");
        shop.answers("1234", new Found.Unclear("does not let us in", "unauthorized"));

        assertThat(link("CV-1", "1234").status()).isEqualTo(503);
        assertThat(as(VIEWER).get("/api/stores/acme").json().path("state").asString())
                .isEqualTo("held");
    }

    @Test
    void E3_givenAnotherOrderHasTheCopy_whenLinked_thenNoForceHelps() {
        // given
        shop.has("1234", KEY);
        orders.synced("CV-2", "1234");
        orders.inDoubt("CV-1");

        // when
        var answer = link("CV-1", "1234");
        var forced = as(ADMIN)
                .post(
                        "/api/orders/CV-1/link",
                        "{\"platformOrderId\": \"1234\", \"force\": true, \"reason\": \"sure\"}");

        // then
        assertThat(answer.code()).isEqualTo("linked-elsewhere");
        assertThat(forced.code()).isEqualTo("linked-elsewhere");
    }

    @Test
    void E2_givenAnotherPersonsOrder_whenLinked_thenOnlyAnAdminWithAReasonMay() {
        // given
        shop.has("1234", null, "someone@example.org", "Else", "99.00");
        orders.inDoubt("CV-1");
        var force = "{\"platformOrderId\": \"1234\", \"force\": true, \"reason\": \"the customer called\"}";

        // when
        var refused = link("CV-1", "1234");
        var byOperator = as(OPERATOR).post("/api/orders/CV-1/link", force);
        var withoutReason = as(ADMIN).post("/api/orders/CV-1/link", force.replace("the customer called", ""));
        var forced = as(ADMIN).post("/api/orders/CV-1/link", force);

        // then
        assertThat(refused.code()).isEqualTo("evidence-disagrees");
        assertThat(refused.json().path("differences").valueStream().map(field -> field.asString()))
                .contains("total", "customer.email", "customer.name");
        assertThat(refused.text()).doesNotContain("someone@example.org");
        assertThat(byOperator.status()).isEqualTo(403);
        assertThat(withoutReason.status()).isEqualTo(422);
        assertThat(forced.status()).isEqualTo(200);
        assertThat(texts("SELECT action || ': ' || reason FROM audit ORDER BY seq DESC LIMIT 1"))
                .containsExactly("link-forced: linked to 1234: the customer called");
    }

    @Test
    void I13_givenAnotherOrdersReference_whenLinked_thenTheEvidenceDisagrees() {
        shop.has("1234", IdempotencyKey.of("default", "CV-2", 1));
        orders.inDoubt("CV-1");

        assertThat(link("CV-1", "1234").code()).isEqualTo("evidence-disagrees");
    }

    @Test
    void E3_givenTwoOperatorsLinkOneCopyToTwoOrders_whenAtOnce_thenExactlyOneWins()
            throws InterruptedException, ExecutionException {
        // given
        var barrier = new CyclicBarrier(2);
        shop.has("1234", null);
        shop.beforeAnswering(() -> await(barrier));

        for (int round = 1; round <= 10; round++) {
            orders.inDoubt("A-" + round);
            orders.inDoubt("B-" + round);
            jdbc.sql("TRUNCATE links").update();
            var one = "A-" + round;
            var other = "B-" + round;

            // when
            var codes = new ArrayList<Integer>();
            try (var people = Executors.newFixedThreadPool(2)) {
                var first = people.submit(() -> link(one, "1234").status());
                var second = people.submit(() -> link(other, "1234").status());
                codes.add(first.get());
                codes.add(second.get());
            }

            // then
            assertThat(codes).containsExactlyInAnyOrder(200, 409);
            assertThat(Stream.of(status(one), status(other))).containsExactlyInAnyOrder("synced", "in_doubt");
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void E4_givenItIsClaimedWhileTheShopAnswers_whenLinked_thenTheAttemptGoesFirst() {
        // given
        shop.has("1234", KEY);
        var order = orders.queued("CV-1");
        shop.beforeAnswering(() -> orders.with(order, """
                status = 'posting', attempt = 1, version = version + 1, attempt_started_at = '2026-11-24T10:00:00Z',
                lease_until = '2026-11-24T10:01:00Z'
                """));

        // when
        var answer = link("CV-1", "1234");

        // then
        assertThat(answer.code()).isEqualTo("attempt-in-flight");
        assertThat(texts("SELECT order_id::text FROM links")).isEmpty();
    }

    @Test
    void E2_givenALink_whenUnlinked_thenItIsBrokenAgainWithItsCopyAsCandidate() {
        // given
        shop.has("1234", null);
        orders.inDoubt("CV-1");
        link("CV-1", "1234");

        // when
        var withoutReason = as(OPERATOR).post("/api/orders/CV-1/unlink", "{}");
        var answer = as(OPERATOR).post("/api/orders/CV-1/unlink", "{\"reason\": \"wrong one\"}");
        var again = as(OPERATOR).post("/api/orders/CV-1/unlink", "{\"reason\": \"wrong one\"}");
        var retried = as(OPERATOR).post("/api/orders/CV-1/retry", "");

        // then
        assertThat(withoutReason.status()).isEqualTo(422);
        assertThat(answer.json().path("status").asString()).isEqualTo("broken");
        assertThat(answer.json().path("platformOrderId").isNull()).isTrue();
        var candidate = answer.json().path("lookups").path(0).path("candidates").path(0);
        assertThat(candidate.path("platformOrderId").asString()).isEqualTo("1234");
        assertThat(candidate.path("reference").asBoolean(true)).isFalse();
        assertThat(again.code()).isEqualTo("wrong-status");
        assertThat(retried.code()).isEqualTo("match-known");
        assertThat(texts("SELECT order_id::text FROM links")).isEmpty();
        assertThat(texts("SELECT type FROM outbox ORDER BY id"))
                .containsExactly("ordersync.order.linked", "ordersync.order.unlinked");
    }

    @Test
    void givenTheShopNamedTheCopyItself_whenUnlinked_thenOnlyAnAdminMayDismissIt() {
        // given
        orders.synced("CV-1", "1234");
        as(OPERATOR).post("/api/orders/CV-1/unlink", "{\"reason\": \"wrong one\"}");
        var dismissal = "/api/orders/CV-1/candidates/1234/dismiss";

        // when
        var byOperator = as(OPERATOR).post(dismissal, "{\"reason\": \"not ours\"}");
        var forced = as(ADMIN).post(dismissal, "{\"force\": true, \"reason\": \"not ours\"}");

        // then
        assertThat(byOperator.code()).isEqualTo("match-known");
        assertThat(forced.status()).isEqualTo(200);
        assertThat(forced.json().path("status").asString()).isEqualTo("in_doubt");
        assertThat(forced.json()
                        .path("lookups")
                        .path(0)
                        .path("candidates")
                        .path(0)
                        .path("dismissed")
                        .asBoolean())
                .isTrue();
    }
}
