package dev.ordersync.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.testing.OrderExample;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many orders in one request, one a line. */
class BatchIT extends IntakeFixture {
    @Test
    void givenABatchOfAllKinds_whenSubmitted_thenEachLineHasItsResultInOrder() {
        // given
        submit(order("CV-9"));
        var lines = String.join(
                "\n",
                order("B-1").replace("\n", ""),
                order("CV-9").replace("\n", ""),
                OrderExample.with(order -> order.put("id", "CV-9").put("note", "Other")),
                "{\"id\": \"B-2\"",
                "",
                OrderExample.with(order -> order.put("id", "B-3").put("currency", "$")),
                order("B-1").replace("\n", ""),
                OrderExample.with(order -> order.put("id", "B-4").put("note", "x".repeat(1024 * 1024))),
                OrderExample.json("B-5", "other"),
                "");

        // when
        var results = batch("acme-only", lines);

        // then
        assertThat(results.stream()
                        .map(result -> result.path("id").asString("-") + " "
                                + result.path("result").asString()))
                .containsExactly(
                        "B-1 accepted",
                        "CV-9 duplicate",
                        "CV-9 conflict",
                        "- invalid",
                        "- invalid",
                        "B-3 invalid",
                        "B-1 duplicate",
                        "- invalid",
                        "B-5 invalid");
        assertThat(results.get(3).path("id").isNull()).isTrue();
        assertThat(results.get(5).path("errors").path(0).path("field").asString())
                .isEqualTo("currency");
        assertThat(results.get(8).path("errors").path(0).path("field").asString())
                .isEqualTo("store");
        assertThat(count("SELECT count(*) FROM orders WHERE ext_id LIKE 'B-%'")).isEqualTo(1);
    }

    @Test
    void givenAsManyLinesAsAllowed_whenSubmitted_thenAllAreTakenAndOneMoreIsTooMany() {
        // given
        var lines = IntStream.range(0, 10_000)
                .mapToObj(i -> OrderExample.with(order -> order.put("id", "L-" + i)))
                .reduce(new StringBuilder(), (all, line) -> all.append(line).append('\n'), StringBuilder::append)
                .toString();

        // when
        var tooMany = as("intake")
                .send("POST", "/api/orders/batch", "application/x-ndjson", BodyPublishers.ofString(lines + "{}"));

        // then
        assertThat(tooMany.status()).isEqualTo(413);
        assertThat(tooMany.code()).isEqualTo("too-large");
        assertThat(count("SELECT count(*) FROM orders WHERE ext_id LIKE 'L-%'")).isZero();
        assertThat(batch("intake", lines))
                .hasSize(10_000)
                .allMatch(result -> result.path("result").asString().equals("accepted"));
        assertThat(count("SELECT count(*) FROM orders WHERE ext_id LIKE 'L-%'")).isEqualTo(10_000);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void givenABatchOverTheLimit_whenSubmitted_thenNothingIsStored(boolean announced) {
        var bytes =
                (order("M-1").replace("\n", "") + "\n" + " ".repeat(32 * 1024 * 1024)).getBytes(StandardCharsets.UTF_8);
        var body = announced
                ? BodyPublishers.ofByteArray(bytes)
                : BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes));

        var answer = as("intake").send("POST", "/api/orders/batch", "application/x-ndjson", body);

        assertThat(answer.status()).isEqualTo(413);
        assertThat(count("SELECT count(*) FROM orders WHERE ext_id = 'M-1'")).isZero();
    }
}
