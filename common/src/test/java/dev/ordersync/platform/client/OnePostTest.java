package dev.ordersync.platform.client;

import static dev.ordersync.platform.client.ClientScenario.CREATED;
import static dev.ordersync.platform.client.ClientScenario.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.platform.client.Exchange.Answer;
import dev.ordersync.platform.client.Exchange.NoAnswer;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever status comes back, one call is one POST: no redirect is followed, no challenge met, nothing retried. */
class OnePostTest {
    private final ClientScenario scenario = ClientScenario.withDefaults();

    @AfterEach
    void close() {
        scenario.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 301, 302, 303, 307, 308, 401, 407, 408, 421, 425, 429, 500, 502, 503, 504})
    void A4_A9_givenStatusThatInvitesAnotherCall_whenPosted_thenOnePost(int status) throws IOException {
        try (var shop = RawShop.answering(seen -> RawShop.answer(
                status,
                "text/plain",
                "no",
                "Location: " + seen.path(),
                "Retry-After: 0",
                "WWW-Authenticate: Basic realm=\"shop\"",
                "Proxy-Authenticate: Basic realm=\"proxy\"",
                "Set-Cookie: a=b"))) {
            for (int call = 0; call < 2; call++) {
                var key = ClientScenario.newKey();
                var exchange = scenario.post(shop, key, TIMEOUT, () -> true);

                assertThat(exchange).isEqualTo(new Answer(status, "text/plain", null, "0", "no", null));
                assertThat(shop.posts(key)).isEqualTo(1);
            }
            assertThat(shop.posts()).isEqualTo(2);
        }
    }

    @Test
    void givenEarlyHints_whenPosted_thenTheFinalAnswerCounts() throws IOException {
        try (var shop = RawShop.answering(
                _ -> "HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n" + CREATED)) {
            scenario.assertCreated(shop);
        }
    }

    @Test
    void givenSwitchOfProtocols_whenPosted_thenNoSuccess() throws IOException {
        try (var shop = new RawShop(connection -> {
            connection.answerNext(
                    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: TLS/1.2\r\nConnection: Upgrade\r\n\r\n");
            connection.silence();
        })) {
            var exchange = scenario.post(shop, ClientScenario.SHORT);

            assertThat(exchange).isInstanceOf(NoAnswer.class);
            assertThat(shop.posts()).isEqualTo(1);
        }
    }

    @Test
    void givenHeaders_whenPosted_thenTheOnesThatMatterAreRead() throws IOException {
        try (var shop = RawShop.answering(_ -> RawShop.answer(
                429, "application/json", "{}", "Date: Tue, 24 Nov 2026 10:00:00 GMT", "Retry-After: 7"))) {
            assertThat(scenario.post(shop, TIMEOUT))
                    .isEqualTo(new Answer(
                            429, "application/json", Instant.parse("2026-11-24T10:00:00Z"), "7", "{}", null));
        }
    }

    @Test
    void givenNoBody_whenPosted_thenEmptyAndWhole() throws IOException {
        try (var shop = RawShop.answering(_ -> "HTTP/1.1 204 No Content\r\n\r\n")) {
            assertThat(scenario.post(shop, TIMEOUT)).isEqualTo(new Answer(204, null, null, null, "", null));
            assertThat(scenario.post(shop, TIMEOUT)).isEqualTo(new Answer(204, null, null, null, "", null));
            assertThat(shop.connections()).isEqualTo(1);
        }
    }

    @Test
    void givenRequestAndAnswer_whenPrinted_thenNoSecretAndNoContent() {
        var request = ClientScenario.post("https://shop.example", "secret-key", TIMEOUT);
        var answer = new Answer(201, "application/json", null, null, "zoe@example.com", null);

        assertThat(request.toString()).isEqualTo("POST https://shop.example/orders");
        assertThat(answer.toString()).doesNotContain("zoe");
    }
}
