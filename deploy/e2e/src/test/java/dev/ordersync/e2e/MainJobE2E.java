package dev.ordersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * 200 orders through a shop that accepts, times out before and after saving, refuses and is down, with a worker killed in
 * the middle. The shop's books are the truth: every order once, none lost.
 */
@TestMethodOrder(OrderAnnotation.class)
class MainJobE2E {
    /** One way in which the shop meets an order, and what must come of it. */
    private enum Plot {
        OK(115, null, null, "synced", 1),
        SAVED(20, "timeout-after-saving", 1, "synced", 1),
        LOST(20, "timeout-without-saving", 1, "synced", 1),
        DOWN(15, "down", 1, "synced", 1),
        REFUSED(15, "refuse", null, "rejected", 0),
        NOREF(10, "drop-reference", null, "broken", 1),
        DEAD(5, "timeout-without-saving", null, "failed", 0);

        final int orders;
        final @Nullable String fault;
        final @Nullable Integer perOrder;
        final String ends;
        final int copies;

        /** Without a fault the shop just takes it; without {@code perOrder} it meets the fault at every POST. */
        Plot(int orders, @Nullable String fault, @Nullable Integer perOrder, String ends, int copies) {
            this.orders = orders;
            this.fault = fault;
            this.perOrder = perOrder;
            this.ends = ends;
            this.copies = copies;
        }
    }

    private static final String SHOP = "e2e";
    private static final int KILL_AFTER_POSTS = 40;
    private static final Duration SETTLED_WITHIN = Duration.ofMinutes(4);

    @SuppressWarnings("NullAway.Init") // started before all tests
    private static RunningSystem system;

    @BeforeAll
    static void start() {
        system = new RunningSystem();
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    @Order(1)
    void givenFaultsAndAKilledWorker_when200OrdersAreHandedOver_thenEachIsThereOnceAndNoneIsLost() {
        // given
        var web = system.web();
        assertThat(web.put(system.sandbox() + "/admin/shops/" + SHOP + "/faults", Map.of("rules", rules()))
                        .status())
                .isEqualTo(200);
        var saved = web.put(system.api() + "/stores/demo", store());
        assertThat(saved.status()).as(saved.body()).isEqualTo(201);
        assertThat(saved.json().get("state").asString()).as(saved.body()).isEqualTo("active");
        var ids = ids();

        // when
        handOver(0, ids.subList(0, 120));
        await("posts under way").atMost(Duration.ofMinutes(1)).until(() -> posts() >= KILL_AFTER_POSTS);
        system.worker(0).kill();
        handOver(1, ids.subList(120, ids.size()));
        system.startWorker();

        // then
        await("all settled")
                .atMost(SETTLED_WITHIN)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(statuses(ids)).isEqualTo(wantedStatuses(ids)));
        assertThat(liveCopies(ids)).isEqualTo(wantedCopies(ids));
    }

    @Test
    @Order(2)
    void thenTheRightPeopleHaveReadAboutTheRightOrders() {
        await("mails")
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    var mails = system.web()
                            .get(system.sandbox() + "/mail/messages")
                            .body();
                    assertThat(mails)
                            .contains("https://sync.example/orders/NOREF-")
                            .contains("https://sync.example/orders/DEAD-")
                            .contains("https://sync.example/orders/REFUSED-");
                });
    }

    @Test
    @Order(3)
    void thenTheMetricsHaveMoved() {
        var worker = workerMetrics();
        assertThat(worker)
                .contains(
                        "ordersync_attempts_total{outcome=\"accepted\"", "outcome=\"unknown\"", "outcome=\"rejected\"");
        assertThat(worker)
                .contains(
                        "ordersync_post_seconds_bucket", "ordersync_outbox_pending", "ordersync_outbox_oldest_seconds");
        await("gauges")
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(reconcilerMetrics())
                        .contains(
                                "ordersync_decisions_total{decision=\"link\"}",
                                "ordersync_decisions_total{decision=\"retry\"}")
                        .contains(
                                "ordersync_lookups_total",
                                "ordersync_timeout_to_decision_seconds_bucket{le=\"1800.0\"}")
                        .contains(
                                "ordersync_orders{status=\"synced\",store=\"demo\"}",
                                "ordersync_store_state",
                                "ordersync_overdue")
                        .contains(
                                "ordersync_incidents_open",
                                "ordersync_alerts_total",
                                "ordersync_due_oldest_seconds",
                                "ordersync_twins_total"));
    }

    @Test
    @Order(4)
    void thenTheDashboardAndTheAlertsAskOnlyForWhatExists() {
        var known = DashboardQueries.metricNames(workerMetrics() + reconcilerMetrics());
        assertThat(DashboardQueries.askedFor()).isNotEmpty();
        assertThat(known).containsAll(DashboardQueries.askedFor());
    }

    private static List<Map<String, Object>> rules() {
        var rules = new ArrayList<Map<String, Object>>();
        for (var plot : Plot.values()) {
            if (plot.fault != null) {
                var rule = new LinkedHashMap<String, Object>();
                rule.put("match", plot + "-*");
                rule.put("fault", plot.fault);
                if (plot.perOrder != null) {
                    rule.put("perOrder", plot.perOrder);
                }
                rules.add(rule);
            }
        }
        return rules;
    }

    private static Map<String, Object> store() {
        return Handover.store(system.sandbox() + "/shops/" + SHOP, Map.of("maxAttempts", 2));
    }

    /** All ids, the plots mixed, so that each part of the run meets each fault. */
    private static List<String> ids() {
        var ids = new ArrayList<String>();
        for (int round = 0; ids.size() < 200; round++) {
            for (var plot : Plot.values()) {
                int each = Math.max(1, plot.orders / 5);
                for (int i = round * each; i < Math.min(plot.orders, (round + 1) * each); i++) {
                    ids.add(plot + "-" + i);
                }
            }
        }
        return ids;
    }

    private static void handOver(int worker, List<String> ids) {
        var answer = system.web()
                .post(
                        system.worker(worker).url() + "/api/orders/batch",
                        "application/x-ndjson",
                        Handover.orders(ids, "demo"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body().lines()).hasSize(ids.size()).allMatch(line -> line.contains("\"accepted\""));
    }

    private static long posts() {
        long posts = 0;
        for (var post : system.web()
                .get(system.sandbox() + "/admin/shops/" + SHOP + "/posts")
                .json()
                .get("posts")) {
            posts += post.get("count").asInt();
        }
        return posts;
    }

    private static Map<String, String> statuses(List<String> ids) {
        var statuses = new TreeMap<String, String>();
        for (var id : ids) {
            var answer = system.web().get(system.api() + "/orders/" + id);
            statuses.put(
                    id, answer.status() == 200 ? answer.json().get("status").asString() : "lost");
        }
        return statuses;
    }

    private static Map<String, String> wantedStatuses(List<String> ids) {
        var wanted = new TreeMap<String, String>();
        ids.forEach(id -> wanted.put(id, plot(id).ends));
        return wanted;
    }

    private static Map<String, Integer> liveCopies(List<String> ids) {
        var copies = new TreeMap<String, Integer>();
        ids.forEach(id -> copies.put(id, 0));
        var books = system.web().get(system.sandbox() + "/admin/shops/" + SHOP + "/orders?limit=10000");
        for (var copy : books.json().get("orders")) {
            copies.merge(copy.get("orderId").asString(), 1, Integer::sum);
        }
        return copies;
    }

    private static Map<String, Integer> wantedCopies(List<String> ids) {
        var wanted = new TreeMap<String, Integer>();
        ids.forEach(id -> wanted.put(id, plot(id).copies));
        return wanted;
    }

    private static Plot plot(String id) {
        return Plot.valueOf(id.substring(0, id.indexOf('-')));
    }

    private static String workerMetrics() {
        var all = new StringBuilder();
        system.workers().stream()
                .filter(Program::isAlive)
                .forEach(worker -> all.append(
                        system.web().get(worker.url() + "/actuator/prometheus").body()));
        return all.toString();
    }

    private static String reconcilerMetrics() {
        return system.web()
                .get(system.reconciler().url() + "/actuator/prometheus")
                .body();
    }
}
