package dev.ordersync.runtime;

import dev.ordersync.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which stores this replica works for: those whose shard lies in a partition that Kafka assigned to it. A store's
 * concurrency, rate and breaker thus live in one process at a time. Two owners during a pause stay correct, since every
 * transition is guarded. While Kafka has never assigned anything, or took all away and fell silent, for a minute, this
 * replica works for all stores; limits per store then hold per replica only.
 */
public final class ShardOwner {
    /** How long to be without any assignment before working for all. */
    public static final Duration FALLBACK_AFTER = Duration.ofSeconds(60);

    private final Clock clock;
    private final Set<Integer> partitions = new TreeSet<>();
    private int partitionCount = 1;
    private Instant unassignedSince;
    /** Others may hold every partition: then an empty assignment is an answer, not silence. */
    private boolean answered;

    public ShardOwner(Clock clock) {
        this.clock = clock;
        this.unassignedSince = clock.instant();
    }

    /** The consumer's whole assignment after a rebalance, possibly empty. */
    public synchronized void assigned(Collection<Integer> assigned, int partitionsOfTopic) {
        partitions.clear();
        partitions.addAll(assigned);
        partitionCount = partitionsOfTopic;
        answered = true;
    }

    /** Partitions are taken away: work for their shards stops being fed. */
    public synchronized void revoked(Collection<Integer> revoked) {
        partitions.removeAll(revoked);
    }

    /** The group was lost (Kafka away): nothing is known until the next assignment. */
    public synchronized void lost() {
        partitions.clear();
        answered = false;
        unassignedSince = clock.instant();
    }

    public synchronized boolean owns(int shard) {
        return partitions.contains(shard % partitionCount) || onItsOwn();
    }

    public boolean owns(Store store) {
        return owns(store.shard());
    }

    /** Whether this replica works for all stores because Kafka is silent. */
    public synchronized boolean onItsOwn() {
        return !answered && !clock.instant().isBefore(unassignedSince.plus(FALLBACK_AFTER));
    }
}
