package dev.ordersync.reconciler.stores;

import dev.ordersync.runtime.ShardOwner;
import dev.ordersync.runtime.Step;
import dev.ordersync.store.Store;
import dev.ordersync.store.StoreDirectory;
import dev.ordersync.store.StoreHealth;
import dev.ordersync.store.StoreState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after stores that may not post: a held one verifies itself every minute, and one that did not answer gets a
 * harmless read every {@code probeEvery}; once that is answered, the worker may send one order as a trial.
 */
public final class StoreProbe implements Step {
    /** How often a held store verifies itself. */
    public static final Duration HELD_EVERY = Duration.ofMinutes(1);

    /** Stores read at once. */
    private static final int BATCH = 50;

    private static final Logger LOG = LoggerFactory.getLogger(StoreProbe.class);

    private final StoreDirectory stores;
    private final StoreHealth health;
    private final StoreVerification verification;
    private final ShardOwner owner;
    private final BooleanSupplier clockTrusted;
    private final Clock clock;
    private final ExecutorService reads;

    public StoreProbe(
            StoreDirectory stores,
            StoreHealth health,
            StoreVerification verification,
            ShardOwner owner,
            BooleanSupplier clockTrusted,
            Clock clock,
            ExecutorService reads) {
        this.stores = stores;
        this.health = health;
        this.verification = verification;
        this.owner = owner;
        this.clockTrusted = clockTrusted;
        this.clock = clock;
        this.reads = reads;
    }

    /** Reads the stores that are due, side by side, so that no shop's silence costs another its turn. */
    @Override
    public boolean runOnce() throws InterruptedException {
        if (!clockTrusted.getAsBoolean()) {
            return false;
        }
        var now = clock.instant();
        var due = stores.all().stream()
                .filter(store -> isDue(store, now) && owner.owns(store))
                .limit(BATCH)
                .<Callable<Boolean>>map(store -> () -> read(store, now))
                .toList();
        if (due.isEmpty()) {
            return false;
        }
        for (var read : reads.invokeAll(due)) {
            if (read.state() == Future.State.FAILED) {
                LOG.warn("A store could not be read; it is due again later", read.exceptionNow());
            }
        }
        stores.refresh();
        return due.size() == BATCH;
    }

    private static boolean isDue(Store store, Instant now) {
        var health = store.health();
        return (health.hold() != null || health.probing())
                && health.probeAt() != null
                && !health.probeAt().isAfter(now);
    }

    private boolean read(Store store, Instant now) {
        boolean held = store.state() == StoreState.HELD;
        var next = now.plus(held ? HELD_EVERY : store.policy().probeEvery());
        if (!health.takeProbe(store.id(), next, now)) {
            return false;
        }
        boolean answered = verification.verify(store).ok();
        return answered && (held || health.allowTrial(store.id()));
    }
}
