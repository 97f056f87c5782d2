package dev.ordersync.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersync.outbox.Hint;
import dev.ordersync.outbox.Topic;
import dev.ordersync.testing.Http;
import dev.ordersync.testing.OrderExample;
import dev.ordersync.testing.TestKafka;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** One order a request, through the worker's HTTP port. */
class IntakeIT extends IntakeFixture {
    @Test
    void givenANewOrder_whenSubmitted_thenItIsStoredWholeAndAnnounced() {
        // given
        var traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        try (var consumer = TestKafka.consumerFromNow(Topic.ORDERS)) {

            // when
            var answer = as("intake").with("traceparent", traceparent).post("/api/orders", order("CV-1"));

            // then
            var url = "https://sync.example/orders/CV-1?source=convictional";
            assertThat(answer.status()).as(answer.text()).isEqualTo(202);
            assertThat(answer.header("Location")).isEqualTo(url);
            assertThat(answer.json()).isEqualTo(JsonMapper.shared().readTree("""
                    {"id": "CV-1", "source": "convictional", "store": "acme-woo", "status": "queued", "url": "%s"}
                    """.formatted(url)));
            assertStored();
            var event = next(consumer, "CV-1");
            assertThat(header(event, "ce_type")).isEqualTo("ordersync.order.created");
            assertThat(header(event, "ce_specversion")).isEqualTo("1.0");
            assertThat(header(event, "ce_id")).isNotEmpty();
            assertThat(header(event, "ce_source")).isEqualTo("/ordersync/stores/acme-woo");
            assertThat(Instant.parse(header(event, "ce_time"))).isAfter(Instant.EPOCH);
            assertThat(header(event, "content-type")).isEqualTo("application/json");
            assertThat(header(event, "traceparent")).isEqualTo(traceparent);
            assertThat(Hint.of(event)).isPresent();
            assertThat(event.key()).isEqualTo("acme-woo");
        }
    }

    private static void assertStored() {
        var stored = database.jdbc().sql("""
                SELECT o.status, o.due_at = o.received_at AND o.queued_since = o.received_at AS due, o.idem_key, c.body, s.customer,
                       s.haystack, a.actor_kind || ' ' || a.actor || ' ' || a.action AS said, o.url,
                       a.hash = audit_hash('', o.id, 1, a.at, a.actor_kind, a.actor, a.action, NULL, a.to_status, NULL, 0, 1, NULL, NULL)
                           AND a.hash = o.audit_head AND o.audit_seq = 1 AS chained
                  FROM orders o
                  JOIN order_content c ON c.order_id = o.id AND c.generation = o.generation
                  JOIN order_search s ON s.order_id = o.id AND s.store_id = o.store_id
                  JOIN audit a ON a.order_id = o.id AND a.seq = 1
                 WHERE o.source = 'convictional' AND o.ext_id = 'CV-1'
                """).query().singleRow();
        assertThat(stored)
                .containsEntry("status", "queued")
                .containsEntry("due", true)
                .containsEntry("chained", true)
                .containsEntry("customer", "Zoë O’Neil")
                .containsEntry("haystack", "cv-1\nzoë o’neil\nzoe@example.com\ntee-m")
                .containsEntry("said", "token intake received");
        assertThat((String) stored.get("idem_key")).startsWith("os-").endsWith("-g1");
        assertThat(JsonMapper.shared().readTree((String) stored.get("body")))
                .isEqualTo(JsonMapper.shared().readTree(order("CV-1")));
    }

    private static ConsumerRecord<String, byte[]> next(Consumer<String, byte[]> consumer, String id) {
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (System.nanoTime() < until) {
            for (var event : consumer.poll(Duration.ofSeconds(1))) {
                var json = JsonMapper.shared().readTree(event.value());
                if (json.path("id").asString().equals(id)) {
                    assertThat(json.path("status").asString()).isEqualTo("queued");
                    assertThat(json.path("version").asInt()).isEqualTo(1);
                    return event;
                }
            }
        }
        throw new AssertionError("No event of " + id);
    }

    private static String header(ConsumerRecord<String, byte[]> event, String name) {
        return new String(event.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Test
    void givenAStoredOrder_whenTheSameComesAgain_thenItIsTheSameAnswerAndNothingChanges() {
        // given
        var first = submit(order("CV-2"));

        // when
        var again = submit(OrderExample.with(order -> {
            order.put("id", "CV-2")
                    .put("store", "acme-woo")
                    .put("discount", "0")
                    .remove("billingAddress");
        }));

        // then
        assertThat(first.status()).isEqualTo(202);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(count("SELECT count(*) FROM audit a JOIN orders o ON o.id = a.order_id WHERE o.ext_id = 'CV-2'"))
                .isEqualTo(1);
    }

    @Test
    void givenAStoredOrder_whenTheIdComesWithOtherContent_thenItIsAConflict() {
        submit(order("CV-3"));

        var answer = submit(OrderExample.with(order -> order.put("id", "CV-3").put("note", "Other")));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("order-conflict");
        assertThat(answer.json().path("safeToRetry").asBoolean(true)).isFalse();
    }

    @Test
    void givenTheSameIdOfTwoSources_whenSubmitted_thenBothAreNew() {
        var one = submit(OrderExample.with(order -> order.put("id", "CV-4").put("source", "one")));
        var two = submit(OrderExample.with(order -> order.put("id", "CV-4").put("source", "two")));

        assertThat(List.of(one.status(), two.status())).containsExactly(202, 202);
    }

    @ParameterizedTest
    @CsvSource({
        ",              order,   401, unauthorized",
        "viewer,        order,   403, forbidden",
        "acme-only,     foreign, 403, forbidden",
        "acme-only,     nowhere, 403, forbidden",
        "intake,        nowhere, 422, invalid",
        "intake,        bad,     422, invalid",
        "intake,        no-json, 400, malformed-json",
        "intake,        large,   413, too-large"
    })
    void givenAReasonToRefuse_whenSubmitted_thenNothingIsStored(
            @Nullable String token, String what, int status, String code) {
        // given
        var json = switch (what) {
            case "foreign" -> OrderExample.json("CV-5", "other");
            case "nowhere" -> OrderExample.json("CV-5", "nowhere");
            case "bad" -> OrderExample.with(order -> order.put("id", "CV-5").put("currency", "$"));
            case "no-json" -> "{\"id\": \"CV-5\"";
            case "large" -> OrderExample.with(order -> order.put("id", "CV-5").put("note", "x".repeat(1024 * 1024)));
            default -> order("CV-5");
        };

        // when
        var answer = as(token).post("/api/orders", json);

        // then
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(count("SELECT count(*) FROM orders WHERE ext_id = 'CV-5'")).isZero();
    }

    @Test
    void givenALimitedToken_whenSubmittingForItsStore_thenItMay() {
        assertThat(as("acme-only").post("/api/orders", order("CV-6")).status()).isEqualTo(202);
    }

    @Test
    void givenManyCallersWithOneOrder_whenSubmittedAtOnce_thenItIsNewOnce() throws Exception {
        var statuses = atOnce(IntStream.range(0, 24)
                .<Callable<Integer>>mapToObj(_ -> () -> submit(order("CV-7")).status())
                .toList());

        assertThat(statuses).filteredOn(status -> status == 202).hasSize(1);
        assertThat(statuses).filteredOn(status -> status == 200).hasSize(23);
    }

    @Test
    void givenManyCallersWithOneIdAndOtherContents_whenSubmittedAtOnce_thenOneIsTakenAndTheRestConflict()
            throws Exception {
        var statuses = atOnce(IntStream.range(0, 24)
                .<Callable<Integer>>mapToObj(i -> () -> submit(OrderExample.with(
                                order -> order.put("id", "CV-8").put("note", "n" + i)))
                        .status())
                .toList());

        assertThat(statuses).filteredOn(status -> status == 202).hasSize(1);
        assertThat(statuses).filteredOn(status -> status == 409).hasSize(23);
    }

    private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<T>();
            for (var future : threads.invokeAll(calls)) {
                answers.add(future.get());
            }
            return answers;
        }
    }

    @Test
    void givenTheDatabaseIsAway_whenSubmitted_thenTheCallerIsToldToComeAgain() {
        // given
        database.goAway();
        Http.Answer answer;
        Http.Answer batch;
        try {
            // when
            answer = as("bootstrap-token").post("/api/orders", order("CV-10"));
            batch = as("bootstrap-token")
                    .send(
                            "POST",
                            "/api/orders/batch",
                            "application/x-ndjson",
                            BodyPublishers.ofString(order("CV-11").replace("\n", "")));
        } finally {
            database.comeBack();
        }

        // then
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("unavailable");
        assertThat(answer.header("Retry-After")).isNotNull();
        assertThat(batch.status()).isEqualTo(503);
        assertThat(count("SELECT count(*) FROM orders WHERE ext_id IN ('CV-10', 'CV-11')"))
                .isZero();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(submit(order("CV-10")).status()).isEqualTo(202));
    }

    @Test
    void givenTheWorker_whenAskedForItsApi_thenBothWaysInAreDescribed() {
        var paths = as(null).get("/v3/api-docs").json().path("paths");

        assertThat(paths.propertyNames()).contains("/api/orders", "/api/orders/batch");
    }
}
