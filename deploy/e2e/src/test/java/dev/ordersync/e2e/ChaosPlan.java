package dev.ordersync.e2e;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** What goes wrong and when, drawn from a seed: the same seed and length give the same plan. */
final class ChaosPlan {
    /** Between two blows, about, in a run of one round. */
    private static final Duration SHORT = Duration.ofSeconds(3);
    /** In a longer run, so that now and then all is well in between. */
    private static final Duration LONG = Duration.ofSeconds(8);

    private ChaosPlan() {}

    /** What can go wrong. Most of it lasts for a while; the rest is over at once. */
    enum Blow {
        KILL_WORKER(0),
        KILL_RECONCILER(0),
        TERMINATE_WORKER(0),
        /** Longer than Kafka's session and the relay's silence. */
        FREEZE_WORKER(13),
        /** Longer than a lease, shorter than lease and settle window: a frozen POST may save when its connection ends. */
        FREEZE_WORKER_PAST_ITS_LEASE(38),
        FREEZE_RECONCILER(13),
        END_DATABASE_SESSIONS(0),
        RESTART_DATABASE(0),
        CRASH_DATABASE(0),
        CUT_DATABASE(0),
        PAUSE_DATABASE(5),
        SLOW_DATABASE(5),
        REFUSE_DATABASE(3),
        RESTART_KAFKA(0),
        CRASH_KAFKA(0),
        EMPTY_KAFKA(0),
        CUT_KAFKA(0),
        PAUSE_KAFKA(6),
        SLOW_KAFKA(6),
        CUT_SHOP(0),
        /** Bytes that arrive later than the settle window would prove nothing against us, so these are short. */
        PAUSE_SHOP(3),
        SLOW_SHOP(6),
        REFUSE_SHOP(3);

        final Duration lasts;

        Blow(int seconds) {
            this.lasts = Duration.ofSeconds(seconds);
        }
    }

    /**
     * @param at from the start
     * @param end whether it is the end of a blow that lasts
     * @param choice picks the one that is hit, modulo how many there are
     */
    record Entry(Duration at, Blow blow, boolean end, int choice) {}

    /**
     * Rounds of every blow in an order of their own.
     *
     * @param length how long to go on with further rounds; zero for a single, quicker one
     */
    static List<Entry> of(long seed, Duration length) {
        var random = new Random(seed);
        var entries = new ArrayList<Entry>();
        var step = length.isPositive() ? LONG : SHORT;
        var at = Duration.ZERO;
        do {
            var round = new ArrayList<>(Arrays.asList(Blow.values()));
            if (!length.isPositive()) {
                round.remove(Blow.FREEZE_WORKER_PAST_ITS_LEASE); // takes longer than a short run can wait for
            }
            Collections.shuffle(round, random);
            for (var blow : round) {
                at = at.plus(step.dividedBy(2)).plusMillis(random.nextLong(step.toMillis()));
                int choice = random.nextInt(Integer.MAX_VALUE);
                entries.add(new Entry(at, blow, false, choice));
                if (blow.lasts.isPositive()) {
                    entries.add(new Entry(at.plus(blow.lasts), blow, true, choice));
                }
            }
        } while (at.compareTo(length) < 0);
        entries.sort(Comparator.comparing(Entry::at));
        return entries;
    }
}
