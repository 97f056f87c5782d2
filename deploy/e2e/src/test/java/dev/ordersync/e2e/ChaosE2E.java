package dev.ordersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersync.e2e.ChaosPlan.Entry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Orders flow in while processes, servers, networks and shops fail by a plan that is drawn from a seed. At the end the
 * shops' books, the API and Kafka must agree. {@code -Dchaos.seed=N} plays another plan, {@code -Dchaos.minutes=N} plays
 * for longer.
 */
class ChaosE2E {
    private static final long SEED = Long.getLong("chaos.seed", 251452);
    private static final Duration LENGTH = Duration.ofMinutes(Integer.getInteger("chaos.minutes", 0));
    private static final Duration BETWEEN_ORDERS = Duration.ofMillis(100);
    private static final Duration BETWEEN_CLICKS = Duration.ofMillis(500);
    private static final Duration MOOD = Duration.ofSeconds(6);
    /** A lease, a settle window, an attempt and their pauses, some of it twice. */
    private static final Duration SETTLED_WITHIN = Duration.ofMinutes(4);

    private static final Map<String, Object> POLICY = Map.of(
            "settleWindow",
            "PT15S",
            "retryWithin",
            "PT1M",
            "proofMaxAge",
            "PT30S",
            "maxAttempts",
            8,
            "twinWatch",
            List.of("PT20S"));

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before the test
    private Path folder;

    @Test
    void givenEverythingFails_whenOrdersFlow_thenEachIsInItsShopOnceOrWithAPersonAndNoneIsLost() {
        try (var system = new ChaosSystem(folder)) {
            // given
            var shops = new ChaosShops(system.web(), system.sandbox(), SEED);
            ChaosShops.NAMES.forEach(name -> addStore(system, name));
            var plan = ChaosPlan.of(SEED, LENGTH);
            System.out.printf(
                    "chaos: seed %d, %d blows in %s%n",
                    SEED, blows(plan).size(), plan.getLast().at());
            try (var outcomes = new OutcomeLog(system.kafka().bootstrapServers())) {
                var flow = new ChaosFlow(system);
                var reckoning = new Reckoning(system, shops, flow, outcomes);

                // when
                try (var _ = new Flow(BETWEEN_ORDERS, flow::handOver);
                        var _ = new Flow(BETWEEN_CLICKS, flow::click);
                        var _ = new Flow(MOOD, shops::changeMoods)) {
                    play(plan, system);
                }
                shops.calm();
                system.awaitAllUp();

                // then
                await("every order acknowledged").atMost(SETTLED_WITHIN).until(flow::handOverRest);
                await("all settled")
                        .atMost(SETTLED_WITHIN)
                        .pollInterval(Duration.ofSeconds(2))
                        .untilAsserted(() -> assertThat(reckoning.unsettled()).isEmpty());
                await("all told")
                        .atMost(SETTLED_WITHIN)
                        .untilAsserted(
                                () -> assertThat(system.database().outbox()).isZero());
                var violations = reckoning.violations();
                System.out.printf(
                        "chaos: seed %d%n%s%nblows          %s%nrestarts       %d of applications%n",
                        SEED, reckoning.figures(), blows(plan), system.restarts());
                assertThat(violations).as("seed %d", SEED).isEmpty();
            }
        }
    }

    private static Map<ChaosPlan.Blow, Long> blows(List<Entry> plan) {
        return plan.stream()
                .filter(entry -> !entry.end())
                .collect(Collectors.groupingBy(Entry::blow, TreeMap::new, Collectors.counting()));
    }

    /** Its first verify may take longer than the store's short patience, as long as the programs are still warming up. */
    private static void addStore(ChaosSystem system, String name) {
        var store = system.reconciler(0).url() + "/api/stores/" + name;
        var saved = system.web().put(store, Handover.store(system.shops() + name, POLICY));
        assertThat(saved.status()).as(saved.body()).isEqualTo(201);
        await(name + " verified").atMost(SETTLED_WITHIN).untilAsserted(() -> {
            var verified = system.web().post(store + "/verify", "application/json", "");
            assertThat(verified.json().get("ok").asBoolean())
                    .as(verified.body())
                    .isTrue();
        });
    }

    /** One blow after another: one that takes long puts the rest off. */
    private static void play(List<Entry> plan, ChaosSystem system) {
        try (var thread = Executors.newSingleThreadScheduledExecutor()) {
            var played = plan.stream()
                    .map(entry -> {
                        var done = new CompletableFuture<Void>();
                        var _ = thread.schedule(
                                () -> strike(entry, system, done), entry.at().toMillis(), TimeUnit.MILLISECONDS);
                        return done;
                    })
                    .toList();
            played.forEach(CompletableFuture::join);
        }
    }

    private static void strike(Entry entry, ChaosSystem system, CompletableFuture<Void> done) {
        try {
            system.strike(entry);
            done.complete(null);
        } catch (RuntimeException e) {
            done.completeExceptionally(new IllegalStateException(entry.toString(), e));
        }
    }
}
