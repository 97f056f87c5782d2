package dev.ordersync.platform.client;

import static dev.ordersync.platform.client.ClientScenario.SHORT;
import static dev.ordersync.platform.client.ClientScenario.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.platform.client.Exchange.Answer;
import dev.ordersync.platform.client.Exchange.NoAnswer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that do not end as they should: the status is kept, the deadline holds, and nothing is sent again. */
class BrokenAnswerTest {
    private static final String JSON_HEAD = "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\n";
    private static final String CHUNKED_HEAD = JSON_HEAD + "Transfer-Encoding: chunked\r\n\r\n";
    private static final Duration DRIP = Duration.ofMillis(20);

    private final ClientScenario scenario = ClientScenario.withDefaults();

    @AfterEach
    void close() {
        scenario.close();
    }

    /** Posts to a shop that goes on with the raw text again and again, slowly, until the client has gone. */
    private static RawShop dripping(String begin, String drop) throws IOException {
        return new RawShop(connection -> {
            connection.answerNext(begin);
            while (connection.pause(DRIP)) {
                connection.write(drop);
            }
        });
    }

    private static RawShop silentAfter(String text) throws IOException {
        return new RawShop(connection -> {
            connection.answerNext(text);
            connection.silence();
        });
    }

    private static RawShop closingAfter(String text) throws IOException {
        return new RawShop(connection -> connection.answerNext(text));
    }

    private void assertCutShort(RawShop shop, Duration timeout) throws IOException {
        try (shop) {
            var exchange = scenario.post(shop, timeout);

            assertThat(exchange).isInstanceOfSatisfying(Answer.class, answer -> {
                assertThat(answer.status()).isEqualTo(201);
                assertThat(answer.contentType()).isEqualTo("application/json");
                assertThat(answer.cutShort()).isNotBlank();
            });
            assertThat(shop.posts()).isEqualTo(1);
        }
    }

    @Test
    void A7_givenBodyShorterThanItsLength_whenPosted_thenCutShort() throws IOException {
        assertCutShort(closingAfter(JSON_HEAD + "Content-Length: 100\r\n\r\n{\"id\":\"1\"}"), TIMEOUT);
    }

    @Test
    void A7_givenChunksWithoutEnd_whenPosted_thenCutShort() throws IOException {
        assertCutShort(closingAfter(CHUNKED_HEAD + "a\r\n{\"id\":\"1\"}\r\n"), TIMEOUT);
        assertCutShort(closingAfter(CHUNKED_HEAD + "ff\r\n{\"id\":\"1\"}"), TIMEOUT);
        assertCutShort(closingAfter(CHUNKED_HEAD + "zz\r\n{\"id\":\"1\"}\r\n"), TIMEOUT);
    }

    /** The parser takes the end of the connection for the end of the head: what is left must prove nothing. */
    @Test
    void A3_givenHeadWithoutEnd_whenPosted_thenNoBodyToBelieve() throws IOException {
        for (var head : List.of(JSON_HEAD, JSON_HEAD + "Content-Le", JSON_HEAD + "Content-Length: 11")) {
            try (var shop = closingAfter(head)) {
                switch (scenario.post(shop, TIMEOUT)) {
                    case Answer answer -> assertThat(answer.body()).isEmpty();
                    case Exchange other -> assertThat(other).isInstanceOf(NoAnswer.class);
                }
                assertThat(shop.posts()).isEqualTo(1);
            }
        }
    }

    @Test
    void A7_givenBodyThatStalls_whenPosted_thenCutShortAtTheDeadline() throws IOException {
        assertCutShort(silentAfter(JSON_HEAD + "Content-Length: 100\r\n\r\n{\"id\":\"1\"}"), SHORT);
        assertCutShort(silentAfter(CHUNKED_HEAD), SHORT);
    }

    @Test
    void givenBodyThatDrips_whenPosted_thenCutShortAtTheDeadline() throws IOException {
        assertCutShort(dripping(CHUNKED_HEAD, "1\r\n \r\n"), SHORT);
    }

    @Test
    void givenEndlessBody_whenPosted_thenCutShortAtTheBoundLongBeforeTheDeadline() throws IOException {
        var chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
        try (var shop = new RawShop(connection -> {
            connection.answerNext(CHUNKED_HEAD);
            while (connection.pause(Duration.ZERO)) {
                connection.write(chunk);
            }
        })) {
            var exchange = scenario.post(shop, Duration.ofMinutes(2));

            assertThat(exchange).isInstanceOfSatisfying(Answer.class, answer -> {
                assertThat(answer.body()).hasSize(1 << 20);
                assertThat(answer.cutShort()).isEqualTo("longer than 1048576 bytes");
            });
            assertThat(shop.posts()).isEqualTo(1);
        }
    }

    @Test
    void givenBodyOfExactlyTheBound_whenPosted_thenWhole() throws IOException {
        try (var shop = RawShop.answering(_ -> RawShop.answer(201, "application/json", "x".repeat(1 << 20)))) {
            assertThat(scenario.post(shop, TIMEOUT))
                    .isInstanceOfSatisfying(
                            Answer.class,
                            answer -> assertThat(answer.cutShort()).isNull());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 201 Created\r\n", "HTTP/1.1 103 Early Hints\r\n\r\n"})
    void givenHeadThatDrips_whenPosted_thenNoAnswerAtTheDeadline(String begin) throws IOException {
        try (var shop = dripping(begin, begin.contains("103") ? begin : "X-Drop: 1\r\n")) {
            var exchange = ClientScenario.inTime(SHORT, () -> scenario.post(shop, SHORT));

            assertThat(exchange).isInstanceOf(NoAnswer.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", CHUNKED_HEAD, CHUNKED_HEAD + "5\r\n{\"id\""})
    void givenStall_whenPosted_thenEndsWithinTheGraceOfItsDeadline(String text) throws IOException {
        try (var shop = silentAfter(text)) {
            var exchange = ClientScenario.inTime(SHORT, () -> scenario.post(shop, SHORT));

            assertThat(exchange.toString()).contains("no reply within 500 ms");
        }
    }

    @Test
    void givenBrokenAnswers_whenPostedAfterwards_thenTheirConnectionsAreNotReused() throws IOException {
        try (var shop = new RawShop(connection -> {
            if (connection.number() == 1) {
                connection.answerNext(CHUNKED_HEAD);
                connection.silence();
            }
            connection.answerNext(ClientScenario.CREATED);
        })) {
            scenario.post(shop, SHORT);

            scenario.assertCreated(shop);
        }
    }
}
