package dev.ordersync.matching;

import dev.ordersync.matching.labelled.Crowd;
import java.time.Duration;
import java.util.Locale;

/**
 * Measures the matcher on this machine; run by hand, since a build must not judge by a clock. Prints comparisons per second
 * and core, and how long a look with ten thousand copies takes for one order and for a whole batch.
 */
final class MatcherBench {
    private static final int COPIES = 10_000;
    private static final int BATCH = 500;
    private static final int WARM_UP = 3;

    private MatcherBench() {}

    public static void main(String[] args) {
        var crowd = Crowd.of(17, COPIES, BATCH);
        for (int round = 0; round < WARM_UP; round++) {
            comparisons(crowd);
            look(crowd, BATCH);
        }
        System.out.printf(Locale.ROOT, "comparisons per second and core: %,.0f%n", comparisons(crowd));
        System.out.printf(
                Locale.ROOT,
                "1 order among %,d copies: %d ms%n",
                COPIES,
                look(crowd, 1).toMillis());
        System.out.printf(
                Locale.ROOT,
                "%d orders among %,d copies: %d ms%n",
                BATCH,
                COPIES,
                look(crowd, BATCH).toMillis());
    }

    /** Each whole: both sides are brought into their comparable form anew. */
    private static double comparisons(Crowd crowd) {
        var matcher = new FieldMatcher();
        int count = 0;
        long begun = System.nanoTime();
        for (var wanted : crowd.wanted().subList(0, 20)) {
            for (var copy : crowd.copies().subList(0, 1_000)) {
                matcher.compare(wanted, copy, Sharing.UNKNOWN);
                count++;
            }
        }
        return count * 1e9 / (System.nanoTime() - begun);
    }

    private static Duration look(Crowd crowd, int orders) {
        long begun = System.nanoTime();
        var pool = new Pool(new FieldMatcher(), crowd.copies());
        crowd.wanted().subList(0, orders).forEach(pool::alike);
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
