package dev.ordersync.e2e;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The shops' books, the API, Kafka's outcomes and the audit laid side by side. */
final class Reckoning {
    private static final int PAGE = 200;
    private static final Set<String> FINAL = Set.of("synced", "cancelled");
    private static final Set<String> WITH_A_PERSON = Set.of("broken", "rejected", "failed");

    private final ChaosSystem system;
    private final ChaosShops shops;
    private final ChaosFlow flow;
    private final OutcomeLog outcomes;

    private final List<String> violations = new ArrayList<>();
    private final Map<String, Integer> actions = new TreeMap<>();
    private Duration longestDoubt = Duration.ZERO;

    Reckoning(ChaosSystem system, ChaosShops shops, ChaosFlow flow, OutcomeLog outcomes) {
        this.system = system;
        this.shops = shops;
        this.flow = flow;
        this.outcomes = outcomes;
    }

    /** Acknowledged orders that are neither final nor with a person, and those that nobody knows. */
    List<String> unsettled() {
        var orders = orders();
        return flow.acknowledged().keySet().stream()
                .filter(id -> !isSettled(orders.get(id)))
                .toList();
    }

    private static boolean isSettled(@Nullable JsonNode order) {
        if (order == null) {
            return false;
        }
        var status = order.get("status").asString();
        return FINAL.contains(status)
                || (WITH_A_PERSON.contains(status) && !order.get("reason").isNull());
    }

    private Map<String, JsonNode> orders() {
        var orders = new LinkedHashMap<String, JsonNode>();
        system.web()
                .pages(api() + "?limit=" + PAGE, "orders")
                .forEach(order -> orders.put(order.get("id").asString(), order));
        return orders;
    }

    private String api() {
        return system.reconciler(0).url() + "/api/orders";
    }

    /** @return what is wrong; empty when all agree */
    List<String> violations() {
        var orders = orders();
        var books = shops.books();
        books.blind().forEach(blind -> violations.add("sent again while the shop had it: " + blind));
        books.copies().forEach((id, copies) -> {
            if (copies > 1) {
                violations.add(id + " has " + copies + " copies");
            }
            if (!orders.containsKey(id)) {
                violations.add(id + " is in a shop, and nobody handed it over");
            }
        });
        flow.acknowledged().keySet().stream().sorted().forEach(id -> {
            var order = orders.get(id);
            if (order == null) {
                violations.add(id + " was acknowledged and is lost");
            } else {
                judge(id, order.get("status").asString(), books.copies().getOrDefault(id, 0));
            }
        });
        return violations;
    }

    private void judge(String id, String status, int copies) {
        if (status.equals("synced") && copies != 1) {
            violations.add(id + " is synced and has " + copies + " copies");
        }
        if (Set.of("rejected", "failed", "cancelled").contains(status) && copies != 0) {
            violations.add(id + " is " + status + " and has a copy");
        }
        var changed = readAudit(id);
        var told = outcomes.of(id);
        if (told.isEmpty() || !told.get().status().equals(status)) {
            // What was sent before Kafka lost everything is gone with it.
            if (changed.toInstant().isAfter(system.kafka().emptiedAt())) {
                violations.add(id + " is " + status + " since " + changed + ", and Kafka says " + told);
            }
        }
    }

    /** Counts what was done, and measures the doubts. @return when its status last changed */
    private OffsetDateTime readAudit(String id) {
        var entries = system.web().get(api() + "/" + id + "/audit").json().get("entries");
        OffsetDateTime doubtSince = null;
        var changed = OffsetDateTime.MIN;
        for (var entry : entries) {
            actions.merge(entry.get("action").asString(), 1, Integer::sum);
            var at = OffsetDateTime.parse(entry.get("at").asString());
            var to = entry.get("to").asString();
            if (!to.equals(entry.get("from").asString(""))) {
                changed = at;
                if (doubtSince != null) {
                    var doubt = Duration.between(doubtSince, at);
                    longestDoubt = doubt.compareTo(longestDoubt) > 0 ? doubt : longestDoubt;
                }
                doubtSince = to.equals("in_doubt") ? at : null;
            }
        }
        return changed;
    }

    /** The figures, one a line. Only after {@link #violations()}. */
    String figures() {
        var statuses = new TreeMap<String, Integer>();
        orders().values().forEach(order -> statuses.merge(order.get("status").asString(), 1, Integer::sum));
        var books = shops.books();
        return """
                orders         %d handed over, %d acknowledged, %s
                shops' books   %d POSTs, %d copies, %d POSTs of an order that was there
                audit          %s
                clicks         %d on Retry, %d granted
                Kafka          %d outcomes seen
                longest doubt  %d s from timeout to decision
                violations     %d""".formatted(
                flow.handedOver(),
                flow.acknowledged().size(),
                statuses,
                books.posts().values().stream().mapToInt(Integer::intValue).sum(),
                books.copies().values().stream().mapToInt(Integer::intValue).sum(),
                books.blind().size(),
                actions,
                flow.clicks(),
                flow.granted(),
                outcomes.events(),
                longestDoubt.toSeconds(),
                violations.size());
    }
}
