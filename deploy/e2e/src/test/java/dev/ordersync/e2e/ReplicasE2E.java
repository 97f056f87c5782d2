package dev.ordersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Several of each application: the relay's leader is lost and another leads, a worker joins and stores move over, people
 * press buttons on one reconciler while another judges.
 */
@TestMethodOrder(OrderAnnotation.class)
class ReplicasE2E {
    private static final String STORE = "relayed";
    private static final int STORES = 12;
    private static final int CLICKED = 20;
    private static final Pattern ATTEMPTS = Pattern.compile("ordersync_attempts_total\\{[^}]*} ([0-9.]+)");
    private static final Duration EVERY = Duration.ofMillis(25);
    private static final Duration POLL = Duration.ofMillis(20);
    /** Promised are 2 s after a kill and 15 s after a freeze; the rest is room for a machine that is busy with tests. */
    private static final Duration AFTER_KILL = Duration.ofSeconds(10);

    private static final Duration AFTER_FREEZE = Duration.ofSeconds(20);
    private static final Duration SETTLED_WITHIN = Duration.ofMinutes(2);
    /** Events that must have passed before and after each loss. */
    private static final int SOME = 10;

    @SuppressWarnings("NullAway.Init") // started before all tests
    private static RunningSystem system;

    /** Of both reconcilers. */
    @SuppressWarnings("NullAway.Init") // started before all tests
    private static List<String> apis;

    private final List<String> handedOver = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() {
        system = new RunningSystem();
        apis = List.of(system.api(), system.startReconciler().url() + "/api");
        addStore(STORE, Map.of());
    }

    private static void addStore(String name, Map<String, Object> policy) {
        var saved = system.web()
                .put(system.api() + "/stores/" + name, Handover.store(system.sandbox() + "/shops/" + name, policy));
        assertThat(saved.status()).as(saved.body()).isEqualTo(201);
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    @Order(1)
    void I16_givenTheLeaderKilledAndTheNextOneFrozen_whenOrdersFlow_thenAnotherLeadsAndNoEventIsLost() {
        try (var seen = new EventsSeen(STORE)) {
            // given
            var first = leader();
            var second = other(first);
            var flow = flowInto(second);
            awaitAnnounced(seen, SOME);

            // when killed
            long killed = System.nanoTime();
            first.kill();
            var afterKill = announcedAfter(seen, killed, AFTER_KILL);

            // then
            assertThat(leads(second)).isTrue();
            flow.close();

            // when frozen
            var third = system.startWorker();
            flow = flowInto(third);
            awaitAnnounced(seen, handedOver.size() + SOME);
            long frozen = System.nanoTime();
            second.freeze();
            var afterFreeze = announcedAfter(seen, frozen, AFTER_FREEZE);

            // then
            assertThat(leads(third)).isTrue();
            second.thaw();
            int thawedAt = handedOver.size();
            awaitAnnounced(seen, thawedAt + SOME);
            assertThat(leads(second)).as("the one that was frozen").isFalse();
            assertThat(leads(third)).isTrue();
            flow.close();
            await("every event")
                    .atMost(SETTLED_WITHIN)
                    .untilAsserted(() -> assertThat(handedOver)
                            .allMatch(id -> seen.announcedAt(id).isPresent() && seen.hasOutcome(id)));
            assertThat(seen.outOfOrder()).isEmpty();
            System.out.printf(
                    "relay failover: killed %d ms, frozen %d ms; %d orders, %d events repeated%n",
                    afterKill.toMillis(), afterFreeze.toMillis(), handedOver.size(), seen.repeats());
        }
    }

    @Test
    @Order(2)
    void A16_givenManyStores_whenAWorkerJoins_thenStoresMoveOverAndNoOrderIsPostedTwice() {
        // given
        var stores =
                IntStream.rangeClosed(1, STORES).mapToObj(i -> "moved-" + i).toList();
        stores.forEach(store -> addStore(store, Map.of()));
        var worker = system.workers().getLast();
        try (var _ = new Flow(EVERY, () -> {
            int number = handedOver.size();
            handOver(worker, "M-" + number, stores.get(number % STORES));
        })) {
            await("posts").atMost(SETTLED_WITHIN).until(() -> handedOver.size() >= 5 * STORES);

            // when
            var joined = system.startWorker();

            // then
            await("stores move over").atMost(SETTLED_WITHIN).until(() -> attempts(joined) >= SOME);
        }
        await("every order in its shop").atMost(SETTLED_WITHIN).untilAsserted(() -> {
            var books = ShopBooks.read(system.web(), system.sandbox(), stores);
            assertThat(books.copies())
                    .hasSize(handedOver.size())
                    .allSatisfy((_, copies) -> assertThat(copies).isOne());
            assertThat(books.posts())
                    .hasSize(handedOver.size())
                    .allSatisfy((_, posts) -> assertThat(posts).isOne());
        });
    }

    @Test
    @Order(3)
    void D6_givenOrdersInDoubt_whenRetryAndLinkArePressedOnBothReconcilersWhileTheyJudge_thenExactlyOneWins() {
        // given
        var shop = "clicked";
        addStore(shop, Map.of());
        setRule(shop, Map.of("fault", "timeout-after-saving", "perOrder", 1));
        var ids = IntStream.range(0, CLICKED).mapToObj(i -> "D-" + i).toList();
        ids.forEach(id -> handOver(system.workers().getLast(), id, shop));

        // when
        await("all synced").atMost(SETTLED_WITHIN).pollInterval(POLL).until(() -> {
            var copies = system.web().pages(system.sandbox() + "/admin/shops/" + shop + "/orders?limit=1000", "orders");
            copies.parallelStream()
                    .forEach(copy -> apis.parallelStream().forEach(api -> {
                        var order = api + "/orders/" + copy.get("orderId").asString();
                        assertThat(post(order + "/retry", Map.of()))
                                .as("no retry beside a copy")
                                .isNotEqualTo(202);
                        post(
                                order + "/link",
                                Map.of("platformOrderId", copy.get("id").asString()));
                    }));
            return statuses(shop).equals(Map.of("synced", CLICKED));
        });

        // then
        var books = ShopBooks.read(system.web(), system.sandbox(), List.of(shop));
        assertThat(books.posts())
                .hasSize(CLICKED)
                .allSatisfy((_, posts) -> assertThat(posts).isOne());
        assertThat(ids).allSatisfy(id -> assertThat(timesSynced(id)).as(id).isOne());
    }

    @Test
    @Order(4)
    void D3_givenAFailedOrder_whenRetryIsPressedOnBothReconcilersAtOnce_thenItIsPostedOnceMore() {
        // given
        var shop = "failing";
        addStore(shop, Map.of("maxAttempts", 1));
        setRule(shop, Map.of("fault", "timeout-without-saving", "perOrder", 1));
        var ids = IntStream.range(0, CLICKED).mapToObj(i -> "F-" + i).toList();
        ids.forEach(id -> handOver(system.workers().getLast(), id, shop));
        await("all failed").atMost(SETTLED_WITHIN).until(() -> statuses(shop).equals(Map.of("failed", CLICKED)));

        // when
        ids.parallelStream()
                .forEach(id -> apis.parallelStream()
                        .forEach(api -> assertThat(post(api + "/orders/" + id + "/retry", Map.of()))
                                .isIn(202, 409)));

        // then
        await("all synced").atMost(SETTLED_WITHIN).until(() -> statuses(shop).equals(Map.of("synced", CLICKED)));
        var books = ShopBooks.read(system.web(), system.sandbox(), List.of(shop));
        assertThat(books.posts())
                .hasSize(CLICKED)
                .allSatisfy((_, posts) -> assertThat(posts).isEqualTo(2));
    }

    private static void setRule(String shop, Map<String, Object> rule) {
        var answer =
                system.web().put(system.sandbox() + "/admin/shops/" + shop + "/faults", Map.of("rules", List.of(rule)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private static int post(String url, Map<String, Object> body) {
        return system.web()
                .post(url, "application/json", Web.JSON.writeValueAsString(body))
                .status();
    }

    private static Map<String, Integer> statuses(String store) {
        var statuses = new TreeMap<String, Integer>();
        system.web()
                .pages(system.api() + "/orders?limit=200&store=" + store, "orders")
                .forEach(order -> statuses.merge(order.get("status").asString(), 1, Integer::sum));
        return statuses;
    }

    private static int timesSynced(String order) {
        int times = 0;
        for (var entry : system.web()
                .get(system.api() + "/orders/" + order + "/audit")
                .json()
                .get("entries")) {
            if (entry.get("to").asString().equals("synced")
                    && !entry.get("from").asString("").equals("synced")) {
                times++;
            }
        }
        return times;
    }

    private static double attempts(Program worker) {
        return ATTEMPTS.matcher(
                        system.web().get(worker.url() + "/actuator/prometheus").body())
                .results()
                .mapToDouble(line -> Double.parseDouble(line.group(1)))
                .sum();
    }

    private void handOver(Program worker, String id, String store) {
        var answer = system.web().post(worker.url() + "/api/orders", "application/json", Handover.order(id, store));
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        handedOver.add(id);
    }

    /** @return how long after {@code lost} the first order that was handed over later was announced */
    private Duration announcedAfter(EventsSeen seen, long lost, Duration atMost) {
        int from = handedOver.size() + 1; // the one under way may have been announced before
        await("another leader")
                .atMost(atMost)
                .pollInterval(POLL)
                .until(() -> handedOver.size() > from
                        && seen.announcedAt(handedOver.get(from)).isPresent());
        return Duration.ofNanos(seen.announcedAt(handedOver.get(from)).orElseThrow() - lost);
    }

    private void awaitAnnounced(EventsSeen seen, int orders) {
        await("events")
                .atMost(SETTLED_WITHIN)
                .pollInterval(POLL)
                .until(() -> handedOver.size() >= orders
                        && seen.announcedAt(handedOver.get(orders - 1)).isPresent());
    }

    private Flow flowInto(Program worker) {
        return new Flow(EVERY, () -> handOver(worker, "R-" + (handedOver.size() + 1), STORE));
    }

    private static Program leader() {
        await("a leader")
                .atMost(AFTER_FREEZE)
                .until(() -> system.workers().stream().anyMatch(ReplicasE2E::leads));
        return system.workers().stream().filter(ReplicasE2E::leads).findFirst().orElseThrow();
    }

    private static Program other(Program than) {
        return system.workers().stream()
                .filter(worker -> worker != than)
                .findFirst()
                .orElseThrow();
    }

    private static boolean leads(Program worker) {
        return system.web().get(worker.url() + "/actuator/prometheus").body().contains("ordersync_relay_leader 1.0");
    }
}
