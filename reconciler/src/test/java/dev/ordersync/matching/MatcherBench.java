package dev.ordersync.matching;

import dev.ordersync.matching.labelled.Crowd;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntSupplier;

/**
 * Measures the matcher on this machine; run by hand, since a build must not judge by a clock. Prints the median of several
 * rounds after a warm-up in the same JVM: by the clock on the wall, which others on the machine lengthen, and by the time
 * that the processor spent on it.
 */
final class MatcherBench {
    private static final int COPIES = 10_000;
    private static final int BATCH = 500;
    private static final int WARM_UP = 5;
    private static final int ROUNDS = 11;

    private MatcherBench() {}

    /** @param items what one round did */
    private record Times(int items, double wallSeconds, double cpuSeconds) {}

    public static void main(String[] args) {
        var crowd = Crowd.of(17, COPIES, BATCH);
        System.out.printf(
                Locale.ROOT,
                "load %.1f on %d cores, medians of %d rounds%n",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                Runtime.getRuntime().availableProcessors(),
                ROUNDS);
        rate("comparisons, both sides made comparable anew", median(() -> comparisons(crowd)));
        duration("1 order among 10,000 copies", median(() -> look(crowd, 1)));
        duration("500 orders among 10,000 copies", median(() -> look(crowd, BATCH)));
    }

    private static void rate(String what, Times times) {
        System.out.printf(
                Locale.ROOT,
                "%s: %,.0f a second by the wall, %,.0f a second of a core%n",
                what,
                times.items() / times.wallSeconds(),
                times.items() / times.cpuSeconds());
    }

    private static void duration(String what, Times times) {
        System.out.printf(
                Locale.ROOT,
                "%s (%,d comparisons): %.0f ms by the wall, %.0f ms of a core%n",
                what,
                times.items(),
                times.wallSeconds() * 1e3,
                times.cpuSeconds() * 1e3);
    }

    private static Times median(IntSupplier round) {
        for (int i = 0; i < WARM_UP; i++) {
            var _ = round.getAsInt();
        }
        var threads = ManagementFactory.getThreadMXBean();
        var wall = new double[ROUNDS];
        var cpu = new double[ROUNDS];
        int items = 0;
        for (int i = 0; i < ROUNDS; i++) {
            long begun = System.nanoTime();
            long spent = threads.getCurrentThreadCpuTime();
            items = round.getAsInt();
            cpu[i] = (threads.getCurrentThreadCpuTime() - spent) / 1e9;
            wall[i] = (System.nanoTime() - begun) / 1e9;
        }
        Arrays.sort(wall);
        Arrays.sort(cpu);
        return new Times(items, wall[ROUNDS / 2], cpu[ROUNDS / 2]);
    }

    /** As if each pair were looked at by itself. */
    private static int comparisons(Crowd crowd) {
        var matcher = new FieldMatcher();
        int count = 0;
        for (var wanted : crowd.wanted().subList(0, 20)) {
            for (var copy : crowd.copies().subList(0, 1_000)) {
                matcher.compare(wanted, copy, Sharing.UNKNOWN);
                count++;
            }
        }
        return count;
    }

    /** As the reconciler looks: each copy is made comparable once. */
    private static int look(Crowd crowd, int orders) {
        var pool = new Pool(new FieldMatcher(), crowd.copies());
        crowd.wanted().subList(0, orders).forEach(pool::alike);
        return pool.comparisons();
    }
}
