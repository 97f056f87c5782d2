package dev.ordersync.platform.client;

import static dev.ordersync.platform.client.ClientScenario.CREATED;
import static dev.ordersync.platform.client.ClientScenario.SHORT;
import static dev.ordersync.platform.client.ClientScenario.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.platform.client.Exchange.NoAnswer;
import dev.ordersync.platform.client.Exchange.NotSent;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS that fails before the request is not sent; what fails after it (TLS 1.3 client certificates) is unknown. */
class TlsFailureIT {
    /** Leaves room for a handshake on a busy machine. */
    private static final Duration AFTER_HANDSHAKE = Duration.ofSeconds(2);

    @TempDir
    static Path directory;

    private static TestTls tls;
    private static ClientScenario trusting;

    @BeforeAll
    static void makeCertificate() throws Exception {
        tls = TestTls.forLocalhost(directory);
        trusting = new ClientScenario(ClientLimits.DEFAULT, new DefaultClientTlsStrategy(tls.trusting()));
    }

    @AfterAll
    static void close() {
        trusting.close();
    }

    private static RawShop shop(String protocol, boolean needsClientCertificate, RawShop.Script script)
            throws Exception {
        return new RawShop(tls.server(protocol, needsClientCertificate), "https", script);
    }

    private static final RawShop.Script CREATES = connection -> {
        while (connection.read() != null) {
            connection.write(CREATED);
        }
    };

    /** A server that takes the connection and speaks no TLS. */
    private static Exchange postByTls(RawShop plain) {
        return trusting.client.send(
                ClientScenario.post("https://localhost:" + plain.port(), ClientScenario.newKey(), SHORT));
    }

    @Test
    void givenTrustedShop_whenPosted_thenCreatedAndConnectionIsReused() throws Exception {
        for (var protocol : new String[] {"TLSv1.2", "TLSv1.3"}) {
            try (var shop = shop(protocol, false, CREATES)) {
                trusting.assertCreated(shop);
                trusting.assertCreated(shop);
                assertThat(shop.connections()).isEqualTo(1);
            }
        }
    }

    @Test
    void givenUntrustedCertificate_whenPosted_thenNotSent() throws Exception {
        try (var shop = shop("TLSv1.3", false, CREATES);
                var scenario = ClientScenario.withDefaults()) {
            assertThat(scenario.post(shop, TIMEOUT)).isEqualTo(new NotSent("TLS failed"));
        }
    }

    @Test
    void givenCertificateOfAnotherHost_whenPosted_thenNotSent() throws Exception {
        try (var shop = shop("TLSv1.3", false, CREATES)) {
            var key = ClientScenario.newKey();
            var exchange = trusting.client.send(ClientScenario.post(shop.url("127.0.0.1"), key, TIMEOUT));

            assertThat(exchange).isEqualTo(new NotSent("TLS failed"));
            assertThat(shop.begunPosts(key)).isZero();
        }
    }

    @Test
    void givenShopThatSaysNothingInTheHandshake_whenPosted_thenNotSentAtTheDeadline() throws Exception {
        try (var shop = new RawShop(RawConnection::silence)) {
            var exchange = ClientScenario.inTime(SHORT, () -> postByTls(shop));

            assertThat(exchange).isEqualTo(new NotSent("not connected within 500 ms"));
        }
    }

    @Test
    void givenHandshakeThatBreaks_whenPosted_thenNotSent() throws Exception {
        RawShop.Script[] breaks = {
            _ -> {},
            RawConnection::reset,
            connection -> {
                connection.firstByte();
                connection.reset();
            },
            connection -> {
                connection.firstByte();
                connection.write("HTTP/1.1 400 Bad Request\r\n\r\n");
            },
        };
        for (var script : breaks) {
            try (var shop = new RawShop(script)) {
                assertThat(postByTls(shop)).isInstanceOf(NotSent.class);
            }
        }
    }

    @Test
    void givenNoClientCertificate_whenPostedByTls13_thenUnknownSinceTheRequestMayBeRead() throws Exception {
        try (var shop = shop("TLSv1.3", true, CREATES)) {
            assertThat(trusting.post(shop, TIMEOUT)).isInstanceOf(NoAnswer.class);
        }
    }

    @Test
    void givenNoClientCertificate_whenPostedByTls12_thenNotSent() throws Exception {
        try (var shop = shop("TLSv1.2", true, CREATES)) {
            assertThat(trusting.post(shop, TIMEOUT)).isInstanceOf(NotSent.class);
        }
    }

    @Test
    void givenSilenceOrBreakAfterTheRequest_whenPostedByTls_thenNoAnswerInTime() throws Exception {
        try (var silent = shop("TLSv1.3", false, connection -> {
                    connection.read();
                    connection.silence();
                });
                var resetting = shop("TLSv1.3", false, connection -> {
                    connection.read();
                    connection.reset();
                })) {
            assertThat(ClientScenario.inTime(AFTER_HANDSHAKE, () -> trusting.post(silent, AFTER_HANDSHAKE)))
                    .isEqualTo(new NoAnswer("no reply within 2 s"));
            trusting.assertNoAnswer(resetting, TIMEOUT);
            assertThat(resetting.posts()).isEqualTo(1);
        }
    }

    @Test
    void givenTlsShopThatReadsNothing_whenBigOrderIsPosted_thenEndsInTime() throws Exception {
        try (var shop = shop("TLSv1.3", false, connection -> {
            connection.firstByte();
            connection.silence();
        })) {
            var post = ClientScenario.post(shop.url(), ClientScenario.newKey(), AFTER_HANDSHAKE);
            var big = new Request(post.method(), post.uri(), post.headers(), "x".repeat(32 << 20), AFTER_HANDSHAKE);

            assertThat(ClientScenario.inTime(AFTER_HANDSHAKE, () -> trusting.client.send(big)))
                    .isInstanceOf(NoAnswer.class);
        }
    }
}
