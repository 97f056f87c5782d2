package dev.ordersync.e2e;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The marketplace and the operator while everything goes wrong: one hands orders over and comes again with those that were
 * not acknowledged, the other presses Retry on orders in doubt, on both reconcilers at once.
 */
final class ChaosFlow {
    private static final int CLICKED_AT_ONCE = 5;

    /** Nobody waits longer for a replica that may be frozen. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final ChaosSystem system;
    private final Web web = new Web(PATIENCE);
    private final AtomicInteger count = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> again = new ConcurrentLinkedQueue<>();
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final AtomicInteger clicks = new AtomicInteger();
    private final AtomicInteger granted = new AtomicInteger();

    ChaosFlow(ChaosSystem system) {
        this.system = system;
    }

    /** By order id: its store. */
    Map<String, String> acknowledged() {
        return acknowledged;
    }

    /** How many orders were ever handed over. */
    int handedOver() {
        return count.get();
    }

    int clicks() {
        return clicks.get();
    }

    /** Clicks that were answered with a retry. */
    int granted() {
        return granted.get();
    }

    /** One new order, and one of those that were not acknowledged. */
    void handOver() {
        int number = count.incrementAndGet();
        submit("C-" + number, number);
        var waiting = again.poll();
        if (waiting != null) {
            submit(waiting, number + 1);
        }
    }

    /** Hands over what is left. @return whether all is acknowledged */
    boolean handOverRest() {
        for (int left = again.size(); left > 0; left--) {
            submit(again.remove(), left);
        }
        return again.isEmpty();
    }

    private void submit(String id, int worker) {
        var store = ChaosShops.NAMES.get(Math.floorMod(id.hashCode(), ChaosShops.NAMES.size()));
        try {
            var answer = web.post(
                    system.worker(worker).url() + "/api/orders", "application/json", Handover.order(id, store));
            switch (answer.status()) {
                case 200, 202 -> acknowledged.put(id, store);
                case 503 -> again.add(id);
                default -> throw new IllegalStateException(id + " was answered by " + answer);
            }
        } catch (UncheckedIOException _) {
            again.add(id); // nobody knows whether it was taken
        }
    }

    /** Presses Retry on some orders in doubt; what the system answers is its own business. */
    void click() {
        try {
            var list = web.get(system.reconciler(clicks.get()).url() + "/api/orders?status=in_doubt,queued&limit="
                    + CLICKED_AT_ONCE);
            if (list.status() == 200) {
                list.json()
                        .get("orders")
                        .forEach(order -> List.of(0, 1).parallelStream()
                                .forEach(replica -> retry(order.get("id").asString(), replica)));
            }
        } catch (UncheckedIOException _) {
            clicks.incrementAndGet(); // this replica is away: the other one next time
        }
    }

    private void retry(String id, int replica) {
        clicks.incrementAndGet();
        try {
            var answer = web.post(
                    system.reconciler(replica).url() + "/api/orders/" + id + "/retry", "application/json", "{}");
            if (answer.status() == 202) {
                granted.incrementAndGet();
            }
        } catch (UncheckedIOException _) {
            // This replica is away; a person would press again.
        }
    }
}
