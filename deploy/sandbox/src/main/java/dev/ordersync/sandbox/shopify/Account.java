package dev.ordersync.sandbox.shopify;

import dev.ordersync.sandbox.SandboxProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What Shopify keeps of one shop beside its orders. It is forgotten with the process. */
final class Account {
    static final int NEW_ORDERS = 5;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MAX_JOBS = 10_000;

    private final SandboxProperties.Shopify shops;
    private final Deque<Instant> newOrders = new ArrayDeque<>();
    private final Map<String, Boolean> jobs = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MAX_JOBS;
        }
    };
    private double points;
    private Instant pointsAt;
    private boolean defined;
    private final Map<String, Integer> lost = new HashMap<>();

    Account(SandboxProperties.Shopify shops, Instant now) {
        this.shops = shops;
        this.points = shops.points();
        this.pointsAt = now;
    }

    /** @return whether there were points enough; if not, none is taken */
    synchronized boolean take(int wanted, Instant now) {
        refill(now);
        if (points < wanted) {
            return false;
        }
        points -= wanted;
        return true;
    }

    synchronized void giveBack(int unused) {
        points = Math.min(shops.points(), points + unused);
    }

    synchronized Map<String, Object> throttleStatus(Instant now) {
        refill(now);
        var status = new LinkedHashMap<String, Object>();
        status.put("maximumAvailable", (double) shops.points());
        status.put("currentlyAvailable", Math.floor(points));
        status.put("restoreRate", (double) shops.pointsPerSecond());
        return status;
    }

    private void refill(Instant now) {
        double seconds = Math.max(0, Duration.between(pointsAt, now).toMillis()) / 1e3;
        points = Math.min(shops.points(), points + seconds * shops.pointsPerSecond());
        pointsAt = now;
    }

    /** @return whether a development shop takes one more order now */
    synchronized boolean takesNewOrder(Instant now) {
        while (!newOrders.isEmpty() && newOrders.getFirst().isBefore(now.minus(MINUTE))) {
            newOrders.removeFirst();
        }
        if (newOrders.size() >= NEW_ORDERS) {
            return false;
        }
        newOrders.addLast(now);
        return true;
    }

    synchronized void begun(String job) {
        jobs.put(job, false);
    }

    synchronized void done(String job) {
        jobs.replace(job, true);
    }

    /** For a job that is not known: it was done long ago. */
    synchronized boolean isDone(String job) {
        return jobs.getOrDefault(job, true);
    }

    /** Orders that were deleted and not cancelled before keep what they took. */
    synchronized void lose(Map<String, Integer> quantities) {
        quantities.forEach((sku, quantity) -> lost.merge(sku, quantity, Integer::sum));
    }

    synchronized int lost(String sku) {
        return lost.getOrDefault(sku, 0);
    }

    /** @return whether this call made the field whose values are unique */
    synchronized boolean define() {
        boolean first = !defined;
        defined = true;
        return first;
    }

    synchronized boolean isDefined() {
        return defined;
    }
}
