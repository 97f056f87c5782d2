package dev.ordersync.platform.client;

import static dev.ordersync.platform.client.ClientScenario.CREATED;
import static dev.ordersync.platform.client.ClientScenario.SHORT;
import static dev.ordersync.platform.client.ClientScenario.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersync.platform.client.Exchange.NoAnswer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections that break once they stand: nobody can tell what the shop did, and nothing is sent again. */
class BrokenConnectionTest {
    /** Longer than a pooled connection is trusted without a look. */
    private static final Duration UNTRUSTED = Duration.ofMillis(150);

    private final ClientScenario scenario = ClientScenario.withDefaults();

    @AfterEach
    void close() {
        scenario.close();
    }

    enum Break {
        FIN_UNREAD,
        RST_UNREAD,
        FIN_AFTER_HEAD,
        FIN_AFTER_READ,
        RST_AFTER_READ,
        SILENCE_AFTER_READ,
        PARTIAL_STATUS_LINE,
        NO_HTTP;

        void serve(RawConnection connection) throws IOException {
            switch (this) {
                case FIN_UNREAD -> {}
                case RST_UNREAD -> {
                    // Before any byte left, a reset proves "not sent": only one that comes later is doubtful.
                    connection.firstByte();
                    connection.reset();
                }
                case FIN_AFTER_HEAD -> connection.readHead();
                case FIN_AFTER_READ -> connection.read();
                case RST_AFTER_READ -> {
                    connection.read();
                    connection.reset();
                }
                case SILENCE_AFTER_READ -> {
                    connection.read();
                    connection.silence();
                }
                case PARTIAL_STATUS_LINE -> connection.answerNext("HTTP/1.1 20");
                case NO_HTTP -> connection.answerNext("SSH-2.0-OpenSSH_9.2\r\n\r\n");
            }
        }

        boolean isUnread() {
            return this == FIN_UNREAD || this == RST_UNREAD;
        }
    }

    @ParameterizedTest
    @EnumSource
    void A3_givenBreakOnNewConnection_whenPosted_thenNoAnswerAndOnePost(Break kind) throws IOException {
        try (var shop = new RawShop(kind::serve)) {
            scenario.assertNoAnswer(shop, SHORT);
            assertThat(shop.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void A3_givenBreakOnReusedConnection_whenPosted_thenNoAnswerAndOnePost(Break kind) throws IOException {
        try (var shop = new RawShop(connection -> {
            connection.read();
            connection.write(CREATED);
            if (kind.isUnread()) {
                // Closed at once, it would be an idle connection that ended: that has its own test.
                connection.firstByte();
            }
            kind.serve(connection);
        })) {
            scenario.assertCreated(shop);
            scenario.assertNoAnswer(shop, SHORT);
            assertThat(shop.connections()).isEqualTo(1);
        }
    }

    @Test
    void givenIdleConnectionThatTheShopClosed_whenPosted_thenOnePostOnNewConnection() throws IOException {
        for (boolean rst : new boolean[] {false, true}) {
            var closed = new CountDownLatch(1);
            try (var shop = new RawShop(connection -> {
                for (var seen = connection.read(); seen != null; seen = connection.read()) {
                    connection.write(CREATED);
                    if (connection.number() == 1) {
                        break;
                    }
                }
                if (rst) {
                    connection.reset();
                }
                closed.countDown();
            })) {
                // given
                scenario.assertCreated(shop);
                await().until(() -> closed.getCount() == 0);
                await().pollDelay(UNTRUSTED).until(() -> true);

                // when
                scenario.assertCreated(shop);

                // then
                assertThat(shop.connections()).isEqualTo(2);
                assertThat(shop.posts()).isEqualTo(2);
            }
        }
    }

    @Test
    void A1_givenShopThatReadsNothing_whenBigOrderIsPosted_thenNoAnswerAtTheDeadline() throws IOException {
        try (var shop = new RawShop(RawConnection::silence)) {
            // given an upload that fills all buffers, and time to begin it on a busy machine
            var timeout = Duration.ofSeconds(2);
            var post = ClientScenario.post(shop.url(), ClientScenario.newKey(), timeout);
            var big = new Request(post.method(), post.uri(), post.headers(), "x".repeat(32 << 20), timeout);

            // when
            var exchange = ClientScenario.inTime(timeout, () -> scenario.client.send(big));

            // then
            assertThat(exchange).isEqualTo(new NoAnswer("no reply within 2 s"));
        }
    }

    @Test
    void givenInterrupt_whenWaitingForTheAnswer_thenNoAnswer() throws Exception {
        try (var shop = new RawShop(connection -> {
            connection.read();
            connection.silence();
        })) {
            // given
            var key = ClientScenario.newKey();
            var result = new CompletableFuture<Exchange>();
            var sender = Thread.ofVirtual()
                    .start(() -> result.complete(scenario.client.send(ClientScenario.post(shop.url(), key, TIMEOUT))));
            await().until(() -> shop.posts(key) == 1);

            // when
            sender.interrupt();

            // then
            assertThat(result.get()).isInstanceOf(NoAnswer.class);
            assertThat(shop.posts(key)).isEqualTo(1);
        }
    }

    @Test
    void givenClientThatIsClosed_whenWaitingForTheAnswer_thenNoAnswer() throws Exception {
        try (var shop = new RawShop(connection -> {
                    connection.read();
                    connection.silence();
                });
                var closing = ClientScenario.withDefaults()) {
            // given
            var key = ClientScenario.newKey();
            var result = new CompletableFuture<Exchange>();
            Thread.ofVirtual()
                    .start(() -> result.complete(closing.client.send(ClientScenario.post(shop.url(), key, TIMEOUT))));
            await().until(() -> shop.posts(key) == 1);

            // when
            closing.client.close();

            // then
            assertThat(result.get()).isInstanceOf(NoAnswer.class);
            assertThat(closing.client.send(ClientScenario.post(shop.url(), key, TIMEOUT)))
                    .isInstanceOf(Exchange.NotSent.class);
            assertThat(shop.begunPosts(key)).isEqualTo(1);
        }
    }
}
