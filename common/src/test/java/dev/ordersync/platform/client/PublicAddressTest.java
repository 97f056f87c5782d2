package dev.ordersync.platform.client;

import static dev.ordersync.platform.client.ClientScenario.CREATED;
import static dev.ordersync.platform.client.ClientScenario.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ordersync.platform.client.Exchange.NotSent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody can point a store into our own network: not when it is saved, and not by a name that changes later. */
class PublicAddressTest {
    private static final GuardedResolver.Names UNKNOWN = host -> {
        throw new UnknownHostException(host);
    };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.51.100.1",
                "203.0.113.9",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "::7f00:1",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "fec0::1",
                "ff02::1",
                "2001:db8::1",
                "2001::1",
                "2002:a00:1::1",
                "3fff::1",
                "64:ff9b::a00:1",
                "64:ff9b:1::a00:1",
                "100::1"
            })
    void givenAddressOfNoPublicHost_whenJudged_thenRefused(String address) {
        assertThat(PublicAddress.is(InetAddress.ofLiteral(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00:1450:4001::1",
                "64:ff9b::101:101"
            })
    void givenPublicAddress_whenJudged_thenTaken(String address) {
        assertThat(PublicAddress.is(InetAddress.ofLiteral(address))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://shop.example                | ok",
                "https://shop.example:8443/wp/api/   | ok",
                "https://8.8.8.8                     | ok",
                "https://[2606:4700::1111]/          | ok",
                "http://shop.example                 | must be https",
                "https://127.0.0.1                   | must be a public host, not one in a private network",
                "https://[::1]:8443                  | must be a public host, not one in a private network",
                "https://[fd00::1]                   | must be a public host, not one in a private network",
                "https://[::ffff:127.0.0.1]          | must be a public host, not one in a private network",
                "https://127.1                       | must be an https URL with a host",
                "https://2130706433                  | must be a public host, not one in a private network",
                "https://localhost                   | must be a public host, not one in a private network",
                "https://LOCALHOST.                  | must be a public host, not one in a private network",
                "https://a.localhost                 | must be a public host, not one in a private network",
                "https://db                          | must be a public host, not one in a private network",
                "https://metadata.google.internal    | must be a public host, not one in a private network",
                "https://nas.local                   | must be a public host, not one in a private network",
                "ftp://shop.example                  | must be an https URL with a host",
                "shop.example                        | must be an https URL with a host",
                "https:///orders                     | must be an https URL with a host",
                "https://                            | must be a URL",
                "https://a b                         | must be a URL",
                "https://user:pw@shop.example        | must not hold a user name or password",
                "https://shop.example/?a=b           | must not have a query or a fragment",
                "https://shop.example/#a             | must not have a query or a fragment",
                "https://shop.example:0              | must have a port from 1 to 65535",
                "https://shop.example:70000          | must have a port from 1 to 65535",
            })
    void givenBaseUrl_whenSaved_thenProblemIs(String url, String problem) {
        assertThat(BaseUrl.problem(url, false, UNKNOWN).orElse("ok")).isEqualTo(problem);
    }

    @Test
    void givenNameOfAPrivateAddress_whenSaved_thenRefused() {
        assertThat(BaseUrl.problem("https://shop.example", false, _ -> addresses("10.0.0.1")))
                .isPresent();
        assertThat(BaseUrl.problem("https://shop.example", false, _ -> addresses("10.0.0.1", "1.1.1.1")))
                .isEmpty();
    }

    @Test
    void givenPrivateHostsAllowed_whenSaved_thenOnlyTheFormCounts() {
        assertThat(BaseUrl.problem("http://localhost:8082/shops/demo", true)).isEmpty();
        assertThat(BaseUrl.problem("http://[::1]/", true)).isEmpty();
        assertThat(BaseUrl.problem("file:///etc/passwd", true)).isPresent();
        assertThat(BaseUrl.problem("https://shop.example/" + "x".repeat(500), true))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({"http://localhost, 127.0.0.1", "http://127.0.0.1, 127.0.0.1", "http://[::1], ::1"})
    void givenPrivateHostsAllowed_whenPosted_thenReached(String url, String address) throws IOException {
        var at = InetAddress.ofLiteral(address);
        assumeTrue(NetworkInterface.getByInetAddress(at) != null, "this machine has no " + address);
        try (var shop = new RawShop(new ServerSocket(0, 1, at), "http", connection -> connection.answerNext(CREATED));
                var scenario = ClientScenario.withDefaults()) {
            var exchange = scenario.client.send(
                    ClientScenario.post(url + ":" + shop.port(), ClientScenario.newKey(), TIMEOUT));

            assertThat(exchange).isInstanceOf(Exchange.Answer.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://localhost",
                "https://127.0.0.1",
                "https://[::1]",
                "https://shop.example",
                "http://shop.example"
            })
    void givenPrivateHost_whenPosted_thenNotSentAndNotEvenConnected(String url) throws IOException {
        try (var shop = RawShop.answering(_ -> CREATED);
                var client = clientThatResolves("127.0.0.1")) {
            var exchange = client.send(ClientScenario.post(url + ":" + shop.port(), ClientScenario.newKey(), TIMEOUT));

            assertThat(exchange)
                    .isInstanceOfSatisfying(
                            NotSent.class,
                            notSent -> assertThat(notSent.detail()).endsWith("not allowed here"));
            assertThat(shop.connections()).isZero();
        }
    }

    @Test
    void givenNameThatTurnsPrivate_whenPosted_thenEachConnectIsJudged() throws IOException {
        // given
        var asked = new AtomicInteger();
        GuardedResolver.Names names = _ -> {
            asked.incrementAndGet();
            return addresses("192.168.0.1");
        };
        assertThat(BaseUrl.problem("https://shop.example", false, _ -> addresses("1.1.1.1")))
                .isEmpty();
        try (var client = new PlatformClient(false, ClientLimits.DEFAULT, ClientScenario.TLS, names)) {
            // when
            var exchange = client.send(ClientScenario.post("https://shop.example", ClientScenario.newKey(), TIMEOUT));

            // then
            assertThat(exchange)
                    .isEqualTo(new NotSent("the shop's host is in a private network, which is not allowed here"));
            assertThat(asked).hasValue(1);
        }
    }

    private static PlatformClient clientThatResolves(String address) {
        return new PlatformClient(false, ClientLimits.DEFAULT, ClientScenario.TLS, _ -> addresses(address));
    }

    private static InetAddress[] addresses(String... addresses) {
        return Arrays.stream(addresses).map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
    }
}
