package dev.ordersync.platform.client;

import static dev.ordersync.platform.client.ClientScenario.CREATED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.platform.client.Exchange.NoAnswer;
import dev.ordersync.platform.client.Exchange.NotSent;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whoever gets no permit in time has sent nothing; whoever got one late does not begin. */
class PermitIT {
    private static final int PERMITS = 8;
    private static final int CALLERS = 100;
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    /** Wider than the callers' starts are apart, even on a busy machine: a late one must not get a permit at the end. */
    private static final Duration MINIMUM_LEFT = Duration.ofMillis(1_500);

    @Test
    void givenSilentShop_whenManyPostAtOnce_thenAsManyPostsAsPermitsAndTheRestIsNotSent() throws Exception {
        var silent = new AtomicBoolean(true);
        var limits = new ClientLimits(PERMITS, 1, Duration.ofSeconds(5), MINIMUM_LEFT, 1 << 20);
        try (var shop = new RawShop(connection -> {
                    while (connection.read() != null) {
                        if (silent.get()) {
                            connection.silence();
                        }
                        connection.write(CREATED);
                    }
                });
                var scenario = new ClientScenario(limits, ClientScenario.TLS);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // when
            var exchanges = IntStream.range(0, CALLERS)
                    .mapToObj(_ -> threads.submit(() -> scenario.post(shop, TIMEOUT)))
                    .toList();

            // then
            int unknown = 0;
            for (var exchange : exchanges) {
                assertThat(exchange.get()).isInstanceOfAny(NoAnswer.class, NotSent.class);
                unknown += exchange.get() instanceof NoAnswer ? 1 : 0;
            }
            assertThat(unknown).isEqualTo(PERMITS);
            assertThat(shop.posts()).isEqualTo(PERMITS);

            // and afterwards it works
            silent.set(false);
            for (int i = 0; i < PERMITS * 2; i++) {
                scenario.assertCreated(shop);
            }
        }
    }

    @Test
    void G3_I15_givenPostsThatTakeAllPermits_whenRead_thenReadsGoOn() throws Exception {
        var limits = new ClientLimits(1, 1, Duration.ofSeconds(5), Duration.ofMillis(50), 1 << 20);
        try (var shop = new RawShop(connection -> {
                    for (var seen = connection.read(); seen != null; seen = connection.read()) {
                        if (seen.method().equals("POST")) {
                            connection.silence();
                        }
                        connection.write(RawShop.answer(200, "application/json", "{}"));
                    }
                });
                var scenario = new ClientScenario(limits, ClientScenario.TLS);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var post = threads.submit(() -> scenario.post(shop, TIMEOUT));

            assertThat(scenario.client.send(ClientScenario.get(shop.url(), TIMEOUT)))
                    .isInstanceOf(Exchange.Answer.class);
            assertThat(post.get()).isInstanceOf(NoAnswer.class);
        }
    }
}
