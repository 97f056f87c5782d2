package dev.ordersync.reconciler.metrics;

import dev.ordersync.incident.IncidentKind;
import dev.ordersync.order.OrderStatus;
import dev.ordersync.runtime.Step;
import dev.ordersync.store.Store;
import dev.ordersync.store.StoreDirectory;
import dev.ordersync.store.StoreState;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The state gauges, read by a step and kept between scrapes, so that no scrape waits for the database. A store that is
 * gone loses its series. Settled orders are counted over the whole table, as seldom as it takes to cost a hundredth of one
 * connection: at once in a small table, half a minute apart once a count takes 300 ms.
 */
public final class StateGauges implements Step {
    /** The pause after a count of the whole table, as a multiple of what the count took. */
    private static final int PAUSE_PER_COST = 100;

    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private final StateQueries queries;
    private final StoreDirectory stores;
    private final Clock clock;
    private final KeptGauge orders;
    private final KeptGauge dueOldest;
    private final KeptGauge storeState;
    private final KeptGauge incidentsOpen;
    private final KeptGauge overdue;
    private final KeptGauge mailsWaiting;
    private final KeptGauge mailsOldest;
    private List<StateQueries.StatusCount> settled = List.of();
    private Instant countSettledAt = Instant.MIN;

    StateGauges(StateQueries queries, StoreDirectory stores, MeterRegistry registry, Clock clock) {
        this.queries = queries;
        this.stores = stores;
        this.clock = clock;
        this.orders = gauge(registry, "ordersync.orders", "orders by status");
        this.dueOldest = gauge(registry, "ordersync.due.oldest.seconds", "how long the oldest due order has been due");
        this.storeState = gauge(registry, "ordersync.store.state", "1 for the state that the store is in");
        this.incidentsOpen = gauge(registry, "ordersync.incidents.open", "open incidents");
        this.overdue = gauge(registry, "ordersync.overdue", "orders past their deadline without a decision");
        this.mailsWaiting = gauge(registry, "ordersync.mails.waiting", "mails not sent yet");
        this.mailsOldest = gauge(registry, "ordersync.mails.oldest.seconds", "age of the oldest mail not sent yet");
        for (var kind : IncidentKind.values()) {
            for (var result : List.of("sent", "failed")) {
                registry.counter("ordersync.alerts", "kind", kind.code(), "result", result);
            }
        }
    }

    private static KeptGauge gauge(MeterRegistry registry, String name, String description) {
        return new KeptGauge(MultiGauge.builder(name).description(description).register(registry));
    }

    @Override
    public boolean runOnce() {
        var now = clock.instant();
        countSettled(now);
        var known = List.copyOf(stores.all());
        orders.show(orderRows(known));
        var due = queries.dueOldest(now);
        dueOldest.show(known.stream()
                .map(store ->
                        new KeptGauge.Row(Tags.of("store", store.key().value()), due.getOrDefault(store.id(), 0.0)))
                .toList());
        storeState.show(stateRows(known));
        overdue.show(List.of(new KeptGauge.Row(Tags.empty(), queries.overdue())));
        var open = queries.incidentsOpen();
        incidentsOpen.show(Arrays.stream(IncidentKind.values())
                .map(kind -> new KeptGauge.Row(Tags.of("kind", kind.code()), open.getOrDefault(kind.code(), 0L)))
                .toList());
        var mails = queries.mails(now);
        mailsWaiting.show(List.of(new KeptGauge.Row(Tags.empty(), mails.waiting())));
        mailsOldest.show(List.of(new KeptGauge.Row(Tags.empty(), mails.oldest())));
        return false;
    }

    private void countSettled(Instant now) {
        if (now.isBefore(countSettledAt)) {
            return;
        }
        long began = System.nanoTime();
        // Also when the count runs into its limit, the next waits.
        countSettledAt = now.plus(LONGEST_PAUSE);
        settled = queries.settled();
        countSettledAt = now.plus(pauseAfter(Duration.ofNanos(System.nanoTime() - began)));
    }

    static Duration pauseAfter(Duration cost) {
        var pause = cost.multipliedBy(PAUSE_PER_COST);
        if (pause.compareTo(SHORTEST_PAUSE) < 0) {
            return SHORTEST_PAUSE;
        }
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    /** Every status of every store, zeros too: an alert on a status needs its series before the first order is in it. */
    private List<KeptGauge.Row> orderRows(List<Store> known) {
        Map<Integer, Map<String, Long>> counts = new HashMap<>();
        var all = new ArrayList<>(settled);
        all.addAll(queries.unsettled());
        for (var count : all) {
            counts.computeIfAbsent(count.storeId(), _ -> new HashMap<>())
                    .merge(count.status(), count.orders(), Long::sum);
        }
        var rows = new ArrayList<KeptGauge.Row>();
        for (var store : known) {
            var ofStore = counts.getOrDefault(store.id(), Map.of());
            for (var status : OrderStatus.values()) {
                rows.add(new KeptGauge.Row(
                        Tags.of("status", status.code(), "store", store.key().value()),
                        ofStore.getOrDefault(status.code(), 0L)));
            }
        }
        return rows;
    }

    private static List<KeptGauge.Row> stateRows(List<Store> known) {
        var rows = new ArrayList<KeptGauge.Row>();
        for (var store : known) {
            for (var state : StoreState.values()) {
                rows.add(new KeptGauge.Row(
                        Tags.of("store", store.key().value(), "state", state.code()), store.state() == state ? 1 : 0));
            }
        }
        return rows;
    }
}
