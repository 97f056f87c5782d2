package dev.ordersync.platform.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.platform.WriteGuard;
import dev.ordersync.platform.client.Exchange.Answer;
import dev.ordersync.platform.client.Exchange.NoAnswer;
import dev.ordersync.platform.client.Exchange.NotSent;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;

/** A client whose verdicts are held against what the shop saw: at most one POST, and none that is called not sent. */
final class ClientScenario implements AutoCloseable {
    static final Duration TIMEOUT = Duration.ofSeconds(5);
    static final Duration SHORT = Duration.ofMillis(500);
    /** How late after its deadline a call may end. */
    static final Duration GRACE = Duration.ofMillis(200);

    private static final int ATTEMPTS = 3;

    static final String CREATED = RawShop.answer(201, "application/json", "{\"id\":\"1\"}");

    /** One for all tests: reading the system's certificates takes a while. */
    static final TlsSocketStrategy TLS = DefaultClientTlsStrategy.createDefault();

    private static final ClientLimits LIMITS = ClientLimits.DEFAULT;
    private static final AtomicInteger KEYS = new AtomicInteger();

    final PlatformClient client;

    ClientScenario(ClientLimits limits, TlsSocketStrategy tls) {
        client = new PlatformClient(true, limits, tls, InetAddress::getAllByName);
    }

    static ClientScenario withDefaults() {
        return new ClientScenario(LIMITS, TLS);
    }

    static String newKey() {
        return "key-" + KEYS.incrementAndGet();
    }

    static Request post(String url, String key, Duration timeout) {
        return new Request(
                Request.Method.POST,
                URI.create(url + "/orders"),
                Map.of("Idempotency-Key", key),
                "{\"reference\":\"" + key + "\"}",
                timeout);
    }

    static Request get(String url, Duration timeout) {
        return new Request(Request.Method.GET, URI.create(url + "/orders"), Map.of(), null, timeout);
    }

    /** Posts under a new key and holds the verdict against the shop's books. */
    Exchange post(RawShop shop, Duration timeout) {
        return post(shop, newKey(), timeout, () -> true);
    }

    Exchange post(RawShop shop, String key, Duration timeout, WriteGuard guard) {
        var exchange = client.send(post(shop.url(), key, timeout), guard);
        assertTrue(exchange, shop, key);
        return exchange;
    }

    static void assertTrue(Exchange exchange, RawShop shop, String key) {
        assertThat(shop.begunPosts(key)).as("POSTs of %s", key).isLessThanOrEqualTo(1);
        if (exchange instanceof NotSent) {
            assertThat(shop.begunPosts(key)).as("%s, called %s", key, exchange).isZero();
        }
    }

    /** Posts to a shop that breaks on this call, which may have reached it. */
    void assertNoAnswer(RawShop shop, Duration timeout) {
        assertThat(post(shop, timeout)).isInstanceOf(NoAnswer.class);
    }

    void assertCreated(RawShop shop) {
        var key = newKey();
        assertThat(post(shop, key, TIMEOUT, () -> true))
                .isInstanceOfSatisfying(
                        Answer.class, answer -> assertThat(answer.status()).isEqualTo(201));
        assertThat(shop.posts(key)).isEqualTo(1);
    }

    /**
     * Makes a call that has to end at its deadline. Up to three times, since a busy machine can be late for reasons of
     * its own; a client that waits for something else than its deadline is late each time.
     */
    static <T> T inTime(Duration timeout, Supplier<T> call) {
        for (int attempt = 1; ; attempt++) {
            long began = System.nanoTime();
            var result = call.get();
            var took = Duration.ofNanos(System.nanoTime() - began);
            if (took.compareTo(timeout.plus(GRACE)) < 0 || attempt == ATTEMPTS) {
                assertThat(took).isLessThan(timeout.plus(GRACE));
                return result;
            }
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
