package dev.ordersync.platform.shopify;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Trial and development shops take five new orders a minute: no more are sent, so that none is refused for it. */
final class Pace {
    private static final int ORDERS = 5;
    private static final long WINDOW = Duration.ofSeconds(61).toNanos();

    private final Map<String, Deque<Long>> sent = new ConcurrentHashMap<>();

    /** Takes a turn. @return how long to wait for one; zero: it is taken */
    Duration take(String store, long nanoTime) {
        var times = sent.computeIfAbsent(store, _ -> new ArrayDeque<>());
        synchronized (times) {
            while (!times.isEmpty() && nanoTime - times.getFirst() > WINDOW) {
                times.removeFirst();
            }
            if (times.size() >= ORDERS) {
                return Duration.ofNanos(WINDOW - (nanoTime - times.getFirst()) + 1);
            }
            times.addLast(nanoTime);
            return Duration.ZERO;
        }
    }
}
