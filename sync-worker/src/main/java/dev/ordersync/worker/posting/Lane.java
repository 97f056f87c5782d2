package dev.ordersync.worker.posting;

import dev.ordersync.order.OrderId;
import dev.ordersync.store.Store;
import dev.ordersync.store.StoreState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One store's way to its shop: a bounded queue of due orders, its concurrency and its rate. A full lane drops the hint;
 * the sweep returns to it. Lanes share nothing, so a dead or slow shop takes no turn from another.
 */
final class Lane {
    /** Orders waiting in memory per store; more wait in the database. */
    static final int CAPACITY = 1_000;

    private final Set<OrderId> waiting = new LinkedHashSet<>();
    private final Set<OrderId> inFlight = new HashSet<>();
    private final TokenBucket rate;
    private int failuresInRow;
    private long slowUntil;

    Lane(int ratePerSecond, long nanoTime) {
        this.rate = new TokenBucket(ratePerSecond, nanoTime);
        this.slowUntil = nanoTime;
    }

    /** @return {@code false} when the lane is full; an order that waits or flies already is taken as offered */
    synchronized boolean offer(OrderId id) {
        if (inFlight.contains(id) || waiting.contains(id)) {
            return true;
        }
        return waiting.size() < CAPACITY && waiting.add(id);
    }

    synchronized int room() {
        return CAPACITY - waiting.size();
    }

    /** Takes as many orders as the store's state, concurrency and rate allow, and counts them as in flight. */
    synchronized List<OrderId> take(Store store, int limit, long nanoTime) {
        if (waiting.isEmpty() || nanoTime - slowUntil < 0) {
            return List.of();
        }
        int permits = Math.min(limit, permits(store) - inFlight.size());
        int count = Math.min(
                Math.min(waiting.size(), permits), rate.available(store.policy().ratePerSecond(), nanoTime));
        if (count <= 0) {
            return List.of();
        }
        rate.take(count);
        var taken = new ArrayList<OrderId>(count);
        for (var next = waiting.iterator(); taken.size() < count; ) {
            taken.add(next.next());
            next.remove();
        }
        inFlight.addAll(taken);
        return taken;
    }

    private static int permits(Store store) {
        return switch (store.state()) {
            case ACTIVE -> store.policy().concurrency();
            case PROBING -> mayTry(store) ? 1 : 0;
            case HELD, PAUSED -> 0;
        };
    }

    /** A probing store that answered a read gets one order as a trial: it then has no next probe. */
    static boolean mayTry(Store store) {
        return store.state() == StoreState.PROBING && store.health().probeAt() == null;
    }

    /** An order that was taken and not posted: its permit and its turn are free again. */
    synchronized void giveBack(OrderId id) {
        if (inFlight.remove(id)) {
            rate.giveBack(1);
        }
    }

    /** The POST has ended, however it did. */
    synchronized void ended(OrderId id) {
        inFlight.remove(id);
    }

    synchronized int inFlight() {
        return inFlight.size();
    }

    /** Nothing is taken before then: the shop asked us to slow down. */
    synchronized void slow(long nanos, long nanoTime) {
        slowUntil = Math.max(slowUntil, nanoTime + nanos);
    }

    /** @return how many attempts in a row ended without an answer */
    synchronized int countFailure() {
        return ++failuresInRow;
    }

    synchronized void countAnswer() {
        failuresInRow = 0;
    }

    /** The store belongs to another replica now. */
    synchronized void clear() {
        waiting.clear();
    }
}
