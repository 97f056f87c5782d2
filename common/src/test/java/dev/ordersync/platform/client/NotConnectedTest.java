package dev.ordersync.platform.client;

import static dev.ordersync.platform.client.ClientScenario.CREATED;
import static dev.ordersync.platform.client.ClientScenario.SHORT;
import static dev.ordersync.platform.client.ClientScenario.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.platform.client.Exchange.NotSent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls that fail before a connection stands are not sent, and end in time. */
class NotConnectedTest {
    /** Enough connections to fill a backlog of one, whatever the system adds to it. */
    private static final int FILLING = 16;

    private final ClientScenario scenario = ClientScenario.withDefaults();

    @AfterEach
    void close() {
        scenario.close();
    }

    private NotSent notSent(PlatformClient client, String url, Duration timeout) {
        var exchange = client.send(ClientScenario.post(url, ClientScenario.newKey(), timeout));
        assertThat(exchange).isInstanceOf(NotSent.class);
        return (NotSent) exchange;
    }

    @Test
    void A2_givenClosedPort_whenPosted_thenNotSent() throws IOException {
        // given
        var shop = RawShop.answering(_ -> CREATED);
        shop.close();

        // when
        var exchange = notSent(scenario.client, shop.url(), TIMEOUT);

        // then
        assertThat(exchange.detail()).isEqualTo("the connection was refused");
    }

    @Test
    void A2_givenFullBacklog_whenPosted_thenNotSentAtTheDeadline() throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // given
            var filling = new ArrayList<SocketChannel>();
            for (int i = 0; i < FILLING; i++) {
                var channel = SocketChannel.open();
                channel.configureBlocking(false);
                channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort()));
                filling.add(channel);
            }

            // when
            var url = "http://127.0.0.1:" + server.getLocalPort();
            var exchange = ClientScenario.inTime(SHORT, () -> notSent(scenario.client, url, SHORT));

            // then
            assertThat(exchange.detail()).isEqualTo("not connected within 500 ms");
            for (var channel : filling) {
                channel.close();
            }
        }
    }

    @Test
    void A2_givenUnknownHost_whenPosted_thenNotSent() {
        var client = clientWith(host -> {
            throw new UnknownHostException(host);
        });

        assertThat(notSent(client, "http://shop.example", TIMEOUT).detail())
                .isEqualTo("the shop's host name is not known");
    }

    @Test
    void givenNamesThatHang_whenPosted_thenNotSentAtTheDeadline() {
        // given
        var never = new CountDownLatch(1);
        var client = clientWith(host -> {
            try {
                never.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            throw new UnknownHostException(host);
        });

        // when
        var exchange = ClientScenario.inTime(SHORT, () -> notSent(client, "http://shop.example", SHORT));

        // then
        assertThat(exchange.detail()).isNotBlank();
        client.close();
    }

    @Test
    void givenHeaderWithLineBreak_whenPosted_thenNotSent() throws IOException {
        try (var shop = RawShop.answering(_ -> CREATED)) {
            var exchange = scenario.client.send(ClientScenario.post(shop.url(), "a\r\nX-Evil: 1", TIMEOUT));

            assertThat(exchange).isInstanceOf(NotSent.class);
            assertThat(shop.connections()).isZero();
        }
    }

    @Test
    void I1_givenGuardThatRefuses_whenPosted_thenConnectedButNothingWritten() throws IOException {
        try (var shop = RawShop.answering(_ -> CREATED)) {
            var exchange = scenario.post(shop, ClientScenario.newKey(), TIMEOUT, () -> false);

            assertThat(exchange).isEqualTo(new NotSent("the attempt's lease leaves no time to write"));
            assertThat(shop.posts()).isZero();
            scenario.assertCreated(shop);
        }
    }

    @Test
    void I1_givenGuardThatTakesTheTimeLeft_whenPosted_thenItIsAskedRightBeforeTheWrite() throws IOException {
        try (var shop = RawShop.answering(_ -> CREATED)) {
            // given a guard that is asked on the sending thread, once the connection stands
            var sender = Thread.currentThread();
            var asked = new ArrayList<Integer>();

            // when
            var exchange = scenario.post(shop, ClientScenario.newKey(), TIMEOUT, () -> {
                asked.add(Thread.currentThread() == sender ? shop.posts() : -1);
                return true;
            });

            // then
            assertThat(exchange).isInstanceOf(Exchange.Answer.class);
            assertThat(asked).containsExactly(0);
        }
    }

    @Test
    void givenLessThanTheMinimumLeft_whenPosted_thenNotBegun() throws IOException {
        try (var shop = RawShop.answering(_ -> CREATED)) {
            assertThat(scenario.post(shop, Duration.ofMillis(40))).isInstanceOf(NotSent.class);
            assertThat(shop.connections()).isZero();
        }
    }

    private static PlatformClient clientWith(GuardedResolver.Names names) {
        return new PlatformClient(true, ClientLimits.DEFAULT, ClientScenario.TLS, names);
    }
}
