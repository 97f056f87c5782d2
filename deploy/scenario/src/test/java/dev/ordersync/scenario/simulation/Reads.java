package dev.ordersync.scenario.simulation;

import dev.ordersync.platform.Listing;
import dev.ordersync.store.StorePolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All questions to the shops and what they showed: whether an order's absence was proven. */
final class Reads {
    /** Clocks of two replicas may be this far apart, and time passes between two of their steps. */
    private static final Duration SLACK = Duration.ofMillis(2_500);

    /** One question to a shop and what it showed. */
    private record Read(
            Fiber by,
            String store,
            @Nullable String reference,
            Instant startedAt,
            boolean complete,
            Set<String> copies) {}

    private final Life life;
    private final List<Read> all = new ArrayList<>();

    Reads(Life life) {
        this.life = life;
    }

    void add(String store, @Nullable String reference, Instant startedAt, Listing listing) {
        all.add(new Read(
                life.running(),
                store,
                reference,
                startedAt,
                listing.complete(),
                listing.copies().stream().map(copy -> copy.id().value()).collect(Collectors.toSet())));
    }

    /** Whether whoever claimed the order then could know that none of these earlier attempts made a copy. */
    boolean prove(KnownOrder order, List<KnownOrder.Sent> unsettled, Instant claimedAt) {
        return unsettled.isEmpty() || all.stream().anyMatch(read -> proves(order, unsettled, read, claimedAt));
    }

    /** A whole look after the settle windows of all earlier attempts, young enough, agreeing with one before it. */
    private boolean proves(KnownOrder order, List<KnownOrder.Sent> unsettled, Read read, Instant claimedAt) {
        var policy = life.policy();
        var began = unsettled.stream()
                .map(KnownOrder.Sent::endedAt)
                .max(Instant::compareTo)
                .orElseThrow();
        return showsNothing(order, read)
                && !read.startedAt().isBefore(began.plus(policy.settleWindow()).minus(SLACK))
                && !read.startedAt()
                        .isBefore(claimedAt.minus(policy.proofMaxAge()).minus(SLACK))
                && (showsNewer(read, began) || all.stream().anyMatch(other -> agrees(order, other, read, began)));
    }

    private boolean agrees(KnownOrder order, Read other, Read read, Instant began) {
        return showsNothing(order, other)
                && !other.startedAt().isBefore(began.minus(SLACK))
                && !other.startedAt()
                        .isAfter(read.startedAt().minus(apart(life.policy())).plus(SLACK));
    }

    private static Duration apart(StorePolicy policy) {
        var part = policy.settleWindow().dividedBy(10);
        return part.compareTo(Duration.ofMinutes(1)) > 0 ? Duration.ofMinutes(1) : part;
    }

    private boolean showsNothing(KnownOrder order, Read read) {
        return read.complete()
                && read.reference() == null
                && read.store().equals(order.store)
                && all.stream()
                        .filter(one -> one.by() == read.by() && one.store().equals(order.store))
                        .flatMap(one -> one.copies().stream())
                        .noneMatch(copy -> isEvidence(order, copy));
    }

    private boolean showsNewer(Read read, Instant began) {
        return read.copies().stream()
                .flatMap(copy -> life.books(read.store()).find(copy).stream())
                .anyMatch(entry -> entry.savedAt().isAfter(began.minus(SLACK)));
    }

    private boolean isEvidence(KnownOrder order, String copyId) {
        return life.books(order.store)
                .find(copyId)
                .filter(entry -> order.id.equals(entry.origin()) && !order.dismissed.contains(copyId))
                .filter(entry -> entry.copy().status().isLive() || !order.voided.contains(copyId))
                // Without a reference, what the merchant took out of the shop can't be told from a stranger's.
                .filter(entry -> entry.copy().reference() != null
                        || entry.copy().status().isLive())
                .isPresent();
    }
}
