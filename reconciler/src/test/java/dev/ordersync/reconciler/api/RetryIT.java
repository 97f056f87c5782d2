package dev.ordersync.reconciler.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.order.OrderId;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryIT extends ApiFixture {
    private static final String FORCE = "{\"force\": true, \"reason\": \"the shop's owner says so\"}";

    private OrderId given(String situation) {
        return switch (situation) {
            case "queued" -> orders.queued("CV-1");
            case "posting" -> orders.posting("CV-1");
            case "synced" -> orders.synced("CV-1", "1234");
            case "in doubt" -> orders.inDoubt("CV-1");
            case "in doubt, past its window" ->
                orders.with(orders.inDoubt("CV-1"), "settles_at = '2026-11-24T09:59:00Z'");
            case "in doubt, copy seen" -> orders.sees(orders.inDoubt("CV-1"), "1234", false);
            case "in doubt, copy seen, then nothing told" ->
                orders.looked(orders.sees(orders.inDoubt("CV-1"), "1234", false), "inconclusive", "[]");
            case "in doubt, accepted without id" -> orders.with(orders.inDoubt("CV-1"), "no_id = true");
            case "broken, copy seen" -> orders.sees(orders.broken("CV-1"), "1234", true);
            case "broken, accepted without id" -> orders.with(orders.broken("CV-1"), "no_id = true");
            case "failed" -> orders.failed("CV-1");
            case "failed after doubt" -> orders.failedAfterDoubt("CV-1");
            case "failed, just proven" ->
                orders.with(orders.failedAfterDoubt("CV-1"), "proof_at = '2026-11-24T09:58:00Z'");
            case "rejected" -> orders.rejected("CV-1");
            case "resyncing" -> orders.resyncing("CV-1");
            case "cancelled" -> orders.cancelled("CV-1");
            default -> throw new IllegalArgumentException(situation);
        };
    }

    private String column(String expression) {
        return texts("SELECT CAST(" + expression + " AS text) FROM orders").getFirst();
    }

    private List<String> events() {
        return texts("SELECT topic FROM outbox ORDER BY id");
    }

    private List<String> audited() {
        return texts("SELECT action FROM audit WHERE seq > 1 ORDER BY seq");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "posting,                                attempt-in-flight,",
        "synced,                                 already-synced,",
        "in doubt,                               outcome-unsettled, 2026-11-24T10:05:00Z",
        "'in doubt, past its window',            outcome-unsettled, 2026-11-24T10:01:00Z",
        "'in doubt, copy seen',                  match-known,",
        "'in doubt, copy seen, then nothing told', match-known,",
        "'in doubt, accepted without id',        applied-not-found,",
        "'broken, copy seen',                    match-known,",
        "'broken, accepted without id',          applied-not-found,",
        "resyncing,                              wrong-status,",
        "cancelled,                              wrong-status,"
    })
    void D4_givenItCouldDuplicate_whenRetried_thenItIsRefusedWithCodeAndTime(
            String situation, String code, @Nullable String earliest) {
        // given
        given(situation);
        var before = column("status");

        // when
        var answer = as(OPERATOR).post("/api/orders/CV-1/retry", "{}");

        // then
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.json().path("safeToRetry").asBoolean(true)).isFalse();
        assertThat(answer.json().path("earliest").asString("none")).isEqualTo(earliest == null ? "none" : earliest);
        assertThat(events()).isEmpty();
        assertThat(audited()).containsExactly("retry-refused");
        assertThat(column("version")).isEqualTo("1");
        assertThat(column("status")).isEqualTo(before);
        assertThat(as(VIEWER)
                        .get("/api/orders/CV-1")
                        .json()
                        .path("allowedActions")
                        .valueStream()
                        .map(action -> action.asString()))
                .doesNotContain("retry");
    }

    @ParameterizedTest
    @CsvSource({"failed", "rejected", "'failed, just proven'"})
    void givenNothingSpeaksAgainstIt_whenRetried_thenOneMoreAttemptIsBoughtAndDueAtOnce(String situation) {
        // given
        given(situation);

        // when
        var answer = as(OPERATOR).post("/api/orders/CV-1/retry", "");

        // then
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().path("status").asString()).isEqualTo("queued");
        assertThat(answer.json().path("nextActionAt").asString()).isEqualTo("2026-11-24T10:00:00Z");
        assertThat(column("extra_attempts")).isEqualTo("1");
        assertThat(column("retry_pressed")).isEqualTo("true");
        assertThat(column("permit")).isEqualTo("false");
        assertThat(events()).containsExactly("ordersync.posts");
        assertThat(audited()).containsExactly("retry");
    }

    @Test
    void givenTheProofIsStale_whenRetried_thenALookupComesFirst() {
        // given
        given("failed after doubt");

        // when
        var answer = as(OPERATOR).post("/api/orders/CV-1/retry", "{}");
        var again = as(OPERATOR).post("/api/orders/CV-1/retry", "{}");

        // then
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().path("status").asString()).isEqualTo("in_doubt");
        assertThat(answer.json().path("decideBy").asString()).isEqualTo("2026-11-24T10:30:00Z");
        assertThat(column("settles_at < '2026-11-24T09:00:00Z'")).isEqualTo("true");
        assertThat(again.status()).isEqualTo(202);
        assertThat(events()).containsExactly("ordersync.timeouts");
        assertThat(column("extra_attempts")).isEqualTo("1");
        assertThat(audited()).containsExactly("retry", "retry");
    }

    @Test
    void givenItWaits_whenRetried_thenItIsBroughtForwardOnce() {
        // given
        given("queued");

        // when
        var answers = Stream.of(1, 2).map(_ -> as(OPERATOR).post("/api/orders/CV-1/retry", "{}"));

        // then
        assertThat(answers.map(answer -> answer.status())).containsExactly(202, 202);
        assertThat(as(VIEWER)
                        .get("/api/orders/CV-1")
                        .json()
                        .path("nextActionAt")
                        .asString())
                .isEqualTo("2026-11-24T10:00:00Z");
        assertThat(column("extra_attempts")).isEqualTo("0");
        assertThat(events()).containsExactly("ordersync.posts");
        assertThat(audited()).containsExactly("retry", "retry");
    }

    @ParameterizedTest
    @CsvSource({"failed, ordersync.posts", "failed after doubt, ordersync.timeouts"})
    void D3_givenManyClicksAtOnce_whenRetried_thenOneRetryIsQueuedAndAllAreAudited(String situation, String topic)
            throws InterruptedException, ExecutionException {
        // given
        given(situation);
        int clicks = 8;
        var start = new CountDownLatch(1);

        // when
        try (var people = Executors.newFixedThreadPool(clicks)) {
            var answers = IntStream.range(0, clicks)
                    .mapToObj(_ -> people.submit(() -> {
                        start.await();
                        return as(OPERATOR).post("/api/orders/CV-1/retry", "{}").status();
                    }))
                    .toList();
            start.countDown();

            // then
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(202);
            }
        }
        assertThat(events()).containsExactly(topic);
        assertThat(column("extra_attempts")).isEqualTo("1");
        assertThat(audited()).hasSize(clicks).containsOnly("retry");
    }

    @ParameterizedTest
    @CsvSource({
        "in doubt",
        "'in doubt, copy seen'",
        "'broken, copy seen'",
        "'broken, accepted without id'",
        "failed after doubt"
    })
    void D8_givenAnAdminAnswersForIt_whenForced_thenItIsQueuedWithAPermitAndWatched(String situation) {
        // given
        given(situation);

        // when
        var answer = as(ADMIN).post("/api/orders/CV-1/retry", FORCE);

        // then
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().path("status").asString()).isEqualTo("queued");
        assertThat(answer.json().path("decideBy").isNull()).isTrue();
        assertThat(column("permit")).isEqualTo("true");
        assertThat(jdbc.sql("SELECT due_at FROM twin_watch")
                        .query(OffsetDateTime.class)
                        .single()
                        .toInstant())
                .isEqualTo(TestClock.START.plus(Duration.ofMinutes(10)));
        var audit =
                as(VIEWER).get("/api/orders/CV-1/audit").json().path("entries").path(1);
        assertThat(audit.path("action").asString()).isEqualTo("retry-forced");
        assertThat(audit.path("reason").asString()).isEqualTo("the shop's owner says so");
        assertThat(audit.path("actor").path("kind").asString()).isEqualTo("token");
        assertThat(audit.path("actor").path("name").asString()).isEqualTo("bootstrap");
    }

    @ParameterizedTest
    @CsvSource({
        "posting, attempt-in-flight",
        "synced, already-synced",
        "resyncing, wrong-status",
        "cancelled, wrong-status"
    })
    void givenNoForceMayDoIt_whenForced_thenItIsRefused(String situation, String code) {
        given(situation);

        var answer = as(ADMIN).post("/api/orders/CV-1/retry", FORCE);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(column("permit")).isEqualTo("false");
    }

    @Test
    void givenNoRightOrNoReason_whenForced_thenItIsRefusedAndAudited() {
        // given
        given("in doubt");

        // when
        var byOperator = as(OPERATOR).post("/api/orders/CV-1/retry", FORCE);
        var byViewer = as(VIEWER).post("/api/orders/CV-1/retry", "{}");
        var withoutReason = as(ADMIN).post("/api/orders/CV-1/retry", "{\"force\": true}");
        var blank = as(ADMIN).post("/api/orders/CV-1/retry", "{\"force\": true, \"reason\": \"  \"}");
        var tooLong =
                as(ADMIN).post("/api/orders/CV-1/retry", "{\"force\": true, \"reason\": \"" + "x".repeat(501) + "\"}");

        // then
        assertThat(byOperator.status()).isEqualTo(403);
        assertThat(byViewer.status()).isEqualTo(403);
        assertThat(Stream.of(withoutReason, blank, tooLong)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.json().path("errors").path(0).path("field").asString())
                    .isEqualTo("reason");
        });
        assertThat(column("status")).isEqualTo("in_doubt");
        assertThat(audited()).containsExactly("retry-refused", "retry-refused", "retry-refused");
    }

    @Test
    void D5_givenAStalePage_whenRetried_thenItSaysSo() {
        // given
        given("failed");
        var seen = as(OPERATOR).get("/api/orders/CV-1").json().path("version").asInt();

        // when
        var wrong = as(OPERATOR).post("/api/orders/CV-1/retry", "{\"version\": " + (seen + 1) + "}");
        var right = as(OPERATOR).post("/api/orders/CV-1/retry", "{\"version\": " + seen + "}");
        var late = as(OPERATOR).post("/api/orders/CV-1/retry", "{\"version\": " + seen + "}");

        // then
        assertThat(wrong.code()).isEqualTo("stale-view");
        assertThat(wrong.json().path("safeToRetry").asBoolean(false)).isTrue();
        assertThat(right.status()).isEqualTo(202);
        assertThat(late.code()).isEqualTo("stale-view");
    }
}
