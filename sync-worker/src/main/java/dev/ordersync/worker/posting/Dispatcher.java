package dev.ordersync.worker.posting;

import dev.ordersync.ledger.ClaimedOrder;
import dev.ordersync.ledger.Claims;
import dev.ordersync.order.OrderId;
import dev.ordersync.runtime.GroupWriter;
import dev.ordersync.runtime.ShardOwner;
import dev.ordersync.store.Store;
import dev.ordersync.store.StoreDirectory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Takes due orders from the lanes, claims them in groups, and hands what was claimed to the poster. The lane's permit
 * ends with the POST, the global one when the outcome is recorded: a stalled database stops claims by itself.
 */
final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    /** Attempts between claim and recorded outcome in this process. */
    static final int MAX_UNRECORDED = 2_000;

    private static final int CLAIM_GROUP = 200;

    /**
     * An attempt that may be made.
     *
     * @param writeBefore by the monotonic clock: the last moment for a first byte, a request timeout before the lease's end
     */
    record Attempt(ClaimedOrder order, Store store, long writeBefore) {}

    private record Wanted(OrderId id, Store store) {}

    private final Lanes lanes;
    private final StoreDirectory stores;
    private final ShardOwner owner;
    private final BooleanSupplier clockTrusted;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final JdbcClient jdbc;
    private final Poster poster;
    private final GroupWriter<Wanted, Optional<Attempt>> claims;
    private final AtomicInteger unrecorded = new AtomicInteger();
    private final Object allRecorded = new Object();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile Runnable wake = () -> {};

    Dispatcher(
            Lanes lanes,
            StoreDirectory stores,
            ShardOwner owner,
            BooleanSupplier clockTrusted,
            Clock clock,
            LongSupplier nanoTime,
            JdbcClient jdbc,
            Poster poster) {
        this.lanes = lanes;
        this.stores = stores;
        this.owner = owner;
        this.clockTrusted = clockTrusted;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.jdbc = jdbc;
        this.poster = poster;
        this.claims = new GroupWriter<>("claims", MAX_UNRECORDED, CLAIM_GROUP, false, this::claim);
    }

    GroupWriter<?, ?> claims() {
        return claims;
    }

    /** Called whenever a permit became free, so that the loop need not poll. */
    void onFree(Runnable wakeUp) {
        this.wake = wakeUp;
    }

    /** No new claims from now on; what is claimed is posted. */
    void close() {
        closed.set(true);
    }

    /** Attempts that are claimed and not yet recorded. */
    int unrecorded() {
        return unrecorded.get();
    }

    /** @return whether all that was claimed is recorded */
    boolean awaitRecorded(Duration limit) throws InterruptedException {
        long until = System.nanoTime() + limit.toNanos();
        synchronized (allRecorded) {
            while (unrecorded.get() > 0) {
                long left = until - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(allRecorded, left);
            }
            return true;
        }
    }

    boolean dispatchOnce() {
        if (closed.get() || !clockTrusted.getAsBoolean()) {
            return false;
        }
        boolean any = false;
        for (var entry : lanes.all().entrySet()) {
            var store = stores.get(entry.getKey());
            var lane = entry.getValue();
            if (!owner.owns(store)) {
                lane.clear();
                continue;
            }
            for (var id : lane.take(store, MAX_UNRECORDED - unrecorded.get(), nanoTime.getAsLong())) {
                want(new Wanted(id, store), lane);
                any = true;
            }
        }
        return any;
    }

    private void want(Wanted wanted, Lane lane) {
        unrecorded.incrementAndGet();
        boolean queued = claims.offer(wanted, new GroupWriter.Callback<>() {
            @Override
            public void written(Optional<Attempt> attempt) {
                if (attempt.isPresent()) {
                    poster.post(attempt.get(), lane, Dispatcher.this::recorded);
                } else {
                    drop(wanted, lane);
                }
            }

            @Override
            public void failed(Exception cause) {
                LOG.warn("Order {} could not be claimed; the sweep returns to it", wanted.id(), cause);
                drop(wanted, lane);
            }
        });
        if (!queued) {
            drop(wanted, lane);
        }
    }

    private void drop(Wanted wanted, Lane lane) {
        lane.giveBack(wanted.id());
        recorded();
    }

    private void recorded() {
        if (unrecorded.decrementAndGet() == 0) {
            synchronized (allRecorded) {
                allRecorded.notifyAll();
            }
        }
        wake.run();
    }

    private List<Optional<Attempt>> claim(List<Wanted> group) {
        long before = nanoTime.getAsLong();
        Instant now = clock.instant();
        var claimed = Claims.claim(
                jdbc, group.stream().map(wanted -> wish(wanted, now)).toList(), now);
        var answers = new ArrayList<Optional<Attempt>>(group.size());
        for (var wanted : group) {
            answers.add(claimed.stream()
                    .filter(order -> order.id().equals(wanted.id()))
                    .findFirst()
                    .map(order -> new Attempt(order, wanted.store(), before + Claims.LEASE_RESERVE.toNanos())));
        }
        return answers;
    }

    private static Claims.Wish wish(Wanted wanted, Instant now) {
        var policy = wanted.store().policy();
        return new Claims.Wish(
                wanted.id(),
                now.plus(policy.requestTimeout()).plus(Claims.LEASE_RESERVE),
                now.minus(policy.proofMaxAge()),
                now.plus(policy.retryWithin()),
                wanted.store().policyVersion(),
                wanted.store().recoverySettlesAt());
    }
}
