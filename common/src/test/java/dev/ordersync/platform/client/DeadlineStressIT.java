package dev.ordersync.platform.client;

import static dev.ordersync.platform.client.ClientScenario.CREATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersync.platform.client.Exchange.Answer;
import dev.ordersync.platform.client.Exchange.NoAnswer;
import dev.ordersync.platform.client.Exchange.NotSent;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deadlines that fall between connecting, writing and reading, many thousand times. With the mark set behind the write
 * instead of in front of it, this test fails.
 */
class DeadlineStressIT {
    private static final Logger LOG = LoggerFactory.getLogger(DeadlineStressIT.class);
    private static final int CALLS = 25_000;
    private static final int CALLERS = 16;
    private static final Duration TIMEOUT = Duration.ofMillis(2);

    @Test
    void A2_givenDeadlinesOfTwoMilliseconds_whenPosted_thenNoneThatArrivedIsCalledNotSent() throws Exception {
        var limits = new ClientLimits(CALLERS, 1, Duration.ofSeconds(5), Duration.ZERO, 1 << 20);
        var calls = new AtomicInteger();
        var answered = new AtomicInteger();
        var notSent = new ConcurrentLinkedQueue<String>();
        try (var shop = RawShop.answering(_ -> CREATED)) {
            // when
            try (var scenario = new ClientScenario(limits, ClientScenario.TLS);
                    var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int caller = 0; caller < CALLERS; caller++) {
                    var _ = threads.submit(() -> {
                        while (calls.getAndIncrement() < CALLS) {
                            var key = ClientScenario.newKey();
                            switch (scenario.client.send(ClientScenario.post(shop.url(), key, TIMEOUT))) {
                                case NotSent _ -> notSent.add(key);
                                case Answer _ -> answered.incrementAndGet();
                                case NoAnswer _ -> {}
                            }
                        }
                    });
                }
            }

            // then, once the shop has read all that ever left
            await().until(() -> shop.openConnections() == 0);
            assertThat(notSent.stream().filter(key -> shop.begunPosts(key) > 0)).isEmpty();
            // and each end was met, or nothing is shown
            assertThat(notSent).isNotEmpty();
            assertThat(answered.get()).isPositive();
            assertThat(CALLS - notSent.size() - answered.get()).isPositive();
            LOG.info("{} not sent, {} answered, {} POSTs", notSent.size(), answered, shop.posts());
        }
    }
}
