package dev.ordersync.reconciler.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderActionsIT extends ApiFixture {
    private static final String REASON = "{\"reason\": \"the customer withdrew\"}";

    private void given(String status) {
        switch (status) {
            case "queued" -> orders.queued("CV-1");
            case "posting" -> orders.posting("CV-1");
            case "synced" -> orders.synced("CV-1", "1234");
            case "in_doubt" -> orders.inDoubt("CV-1");
            case "broken" -> orders.sees(orders.broken("CV-1"), "1234", true);
            case "rejected" -> orders.rejected("CV-1");
            case "failed" -> orders.failed("CV-1");
            case "resyncing" -> orders.resyncing("CV-1");
            default -> orders.cancelled("CV-1");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "queued,    200, cancelled, false",
        "rejected,  200, cancelled, false",
        "failed,    200, cancelled, false",
        "cancelled, 200, cancelled, false",
        "posting,   202, posting,   true",
        "in_doubt,  202, in_doubt,  true",
        "resyncing, 202, resyncing, true",
        "broken,    409, broken,    false",
        "synced,    409, synced,    false"
    })
    void D12_givenAnOrder_whenCancelled_thenItEndsOrTheWishIsKeptOrItIsRefused(
            String from, int status, String to, boolean wish) {
        // given
        given(from);

        // when
        var answer = as(OPERATOR).post("/api/orders/CV-1/cancel", REASON);
        var again = as(OPERATOR).post("/api/orders/CV-1/cancel", REASON);

        // then
        assertThat(answer.status()).isEqualTo(status);
        assertThat(again.status()).isEqualTo(status);
        var order = as(VIEWER).get("/api/orders/CV-1").json();
        assertThat(order.path("status").asString()).isEqualTo(to);
        assertThat(order.path("cancelRequested").asBoolean()).isEqualTo(wish);
        boolean moved = status == 200 && !from.equals("cancelled");
        assertThat(texts("SELECT type FROM outbox")).hasSize(moved ? 1 : 0);
        assertThat(texts("SELECT action FROM audit WHERE seq > 1")).hasSize(2);
    }

    @Test
    void givenNoReason_whenCancelled_thenItIsAskedFor() {
        given("queued");

        assertThat(as(OPERATOR).post("/api/orders/CV-1/cancel", "").status()).isEqualTo(422);
    }

    @Test
    void givenOneOfTwoCandidates_whenDismissed_thenTheOrderStaysBrokenUntilTheLastIsGone() {
        // given
        orders.looked(orders.broken("CV-1"), "candidates", """
                [{"platformOrderId": "1", "score": 0.9, "evidence": []}, {"platformOrderId": "2", "score": 0.8, "evidence": []}]
                """);

        // when
        var first = as(OPERATOR).post("/api/orders/CV-1/candidates/1/dismiss", "{\"reason\": \"another one\"}");
        var twice = as(OPERATOR).post("/api/orders/CV-1/candidates/1/dismiss", "{\"reason\": \"another one\"}");
        var last = as(OPERATOR).post("/api/orders/CV-1/candidates/2/dismiss", "{\"reason\": \"another one\"}");

        // then
        assertThat(first.json().path("status").asString()).isEqualTo("broken");
        assertThat(twice.status()).isEqualTo(404);
        assertThat(last.json().path("status").asString()).isEqualTo("in_doubt");
        assertThat(last.json().path("decideBy").asString()).isEqualTo("2026-11-24T10:30:00Z");
        assertThat(last.json().path("nextActionAt").asString()).isEqualTo("2026-11-24T10:00:00Z");
        assertThat(texts("SELECT type FROM outbox")).containsExactly("ordersync.attempt.unknown");
        assertThat(texts("SELECT dismissed || ' ' || evidence_version FROM orders"))
                .containsExactly("true 3");
    }

    @Test
    void givenADismissal_whenRetryIsPressedAfterIt_thenNoMatchMeansRetryAgain() {
        orders.with(orders.failed("CV-1"), "dismissed = true, gave_up = true");

        as(OPERATOR).post("/api/orders/CV-1/retry", "");

        assertThat(texts("SELECT dismissed || ' ' || gave_up FROM orders")).containsExactly("false false");
    }

    @ParameterizedTest
    @CsvSource({
        "queued,    'retry,link,correct,cancel'",
        "posting,   cancel",
        "synced,    unlink",
        "in_doubt,  'link,cancel'",
        "broken,    'link,dismiss,resync,void'",
        "rejected,  'retry,link,correct,cancel'",
        "failed,    'retry,link,correct,cancel'",
        "resyncing, cancel",
        "cancelled, ''"
    })
    void givenAStatus_whenRead_thenTheSafeButtonsAreNamed(String status, String actions) {
        given(status);

        var allowed = as(VIEWER).get("/api/orders/CV-1").json().path("allowedActions");

        assertThat(String.join(
                        ",",
                        allowed.valueStream().map(action -> action.asString()).toList()))
                .isEqualTo(actions);
    }

    @Test
    void H1_givenManyActions_whenTheAuditIsRead_thenItsChainRecomputes() {
        // given
        given("failed");
        as(OPERATOR).post("/api/orders/CV-1/retry", "");
        as(OPERATOR).post("/api/orders/CV-1/unlink", REASON);
        as(LIMITED).post("/api/orders/CV-1/cancel", REASON);

        // when
        var entries = as(VIEWER).get("/api/orders/CV-1/audit").json().path("entries");

        // then
        assertThat(entries.valueStream().map(entry -> entry.path("action").asString()))
                .containsExactly("received", "retry", "unlink-refused", "cancel");
        var cancel = entries.path(3);
        assertThat(cancel.path("from").asString()).isEqualTo("queued");
        assertThat(cancel.path("to").asString()).isEqualTo("cancelled");
        assertThat(cancel.path("actor").path("name").asString()).isEqualTo("limited");
        assertThat(cancel.path("policyVersion").asInt()).isEqualTo(1);
        var recomputed = texts("""
                WITH RECURSIVE chain AS (
                    SELECT a.seq, a.order_id, audit_hash('', a.order_id, a.seq, a.at, a.actor_kind, a.actor, a.action,
                               a.from_status, a.to_status, a.reason, a.attempt, a.generation, a.ruleset, a.policy_version) AS hash
                      FROM audit a WHERE a.seq = 1
                    UNION ALL
                    SELECT a.seq, a.order_id, audit_hash(c.hash, a.order_id, a.seq, a.at, a.actor_kind, a.actor, a.action,
                               a.from_status, a.to_status, a.reason, a.attempt, a.generation, a.ruleset, a.policy_version)
                      FROM chain c JOIN audit a ON a.order_id = c.order_id AND a.seq = c.seq + 1
                )
                SELECT encode(hash, 'hex') FROM chain ORDER BY seq
                """);
        assertThat(IntStream.range(0, 4)
                        .mapToObj(i -> entries.path(i).path("hash").asString()))
                .containsExactlyElementsOf(recomputed);
        assertThat(texts("SELECT encode(audit_head, 'hex') FROM orders")).containsExactly(recomputed.getLast());
    }

    @Test
    void givenTheOrderOfOneId_whenReadFromTwoSources_thenTheSourceMustBeSaid() {
        // given
        orders.queued("CV-1", "one", "acme", TestClock.START);
        orders.queued("CV-1", "two", "globex", TestClock.START);

        // then
        assertThat(as(VIEWER).get("/api/orders/CV-1").code()).isEqualTo("ambiguous-source");
        assertThat(as(OPERATOR).post("/api/orders/CV-1/retry", "").code()).isEqualTo("ambiguous-source");
        assertThat(as(VIEWER)
                        .get("/api/orders/CV-1?source=two")
                        .json()
                        .path("store")
                        .asString())
                .isEqualTo("globex");
        assertThat(as(VIEWER).get("/api/orders/CV-1?source=three").status()).isEqualTo(404);
        assertThat(as(LIMITED).get("/api/orders/CV-1").json().path("source").asString())
                .isEqualTo("one");
    }

    @Test
    void givenAnAttemptInFlight_whenRead_thenItHasNoEndYet() {
        given("posting");

        var order = as(VIEWER).get("/api/orders/CV-1").json();

        var attempt = order.path("attempts").path(0);
        assertThat(attempt.path("number").asInt()).isEqualTo(1);
        assertThat(attempt.path("startedAt").asString()).isEqualTo("2026-11-24T09:59:50Z");
        assertThat(attempt.path("endedAt").isNull()).isTrue();
        assertThat(attempt.path("outcome").isNull()).isTrue();
        assertThat(order.path("idempotencyKey").asString()).startsWith("os-");
        assertThat(order.path("content").path("total").asString()).isEqualTo("48.00");
    }
}
