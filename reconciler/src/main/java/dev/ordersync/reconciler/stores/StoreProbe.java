package dev.ordersync.reconciler.stores;

import dev.ordersync.platform.Platforms;
import dev.ordersync.platform.Verification;
import dev.ordersync.runtime.ClockCheck;
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
    private final Platforms platforms;
    private final ShardOwner owner;
    private final ClockCheck clockCheck;
    private final Clock clock;
    private final ExecutorService reads;

    public StoreProbe(
            StoreDirectory stores,
            StoreHealth health,
            StoreVerification verification,
            Platforms platforms,
            ShardOwner owner,
            ClockCheck clockCheck,
            Clock clock,
            ExecutorService reads) {
        this.stores = stores;
        this.health = health;
        this.verification = verification;
        this.platforms = platforms;
        this.owner = owner;
        this.clockCheck = clockCheck;
        this.clock = clock;
        this.reads = reads;
    }

    /** Reads the stores that are due, side by side, so that no shop's silence costs another its turn. */
    @Override
    public boolean runOnce() throws InterruptedException {
        if (!clockCheck.trusted()) {
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
        return held ? verification.verify(store).ok() : probe(store);
    }

    private boolean probe(Store store) {
        var answer = platforms.get(store.platform()).verify(store.shop());
        if (answer.hold() != null) {
            health.hold(store.id(), answer.hold(), "a harmless read was refused", clock.instant());
        } else if (isSameShop(store, answer)) {
            return health.allowTrial(store.id());
        }
        return false;
    }

    private static boolean isSameShop(Store store, Verification answer) {
        return answer.ok() && (store.shopId() == null || store.shopId().equals(answer.shopId()));
    }
}
