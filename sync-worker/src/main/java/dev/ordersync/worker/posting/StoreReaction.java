package dev.ordersync.worker.posting;

import dev.ordersync.order.Outcome;
import dev.ordersync.store.Store;
import dev.ordersync.store.StoreDirectory;
import dev.ordersync.store.StoreHealth;
import dev.ordersync.store.StorePolicy;
import dev.ordersync.store.StoreState;
import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** What an outcome means for the store: a hold, probing, or a slower lane. */
final class StoreReaction {
    private static final Logger LOG = LoggerFactory.getLogger(StoreReaction.class);

    private final StoreHealth health;
    private final StoreDirectory stores;
    private final Clock clock;
    private final LongSupplier nanoTime;

    StoreReaction(StoreHealth health, StoreDirectory stores, Clock clock, LongSupplier nanoTime) {
        this.health = health;
        this.stores = stores;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** A database that is away costs the store's reaction, never the order's outcome. */
    void to(Store store, Lane lane, Outcome outcome) {
        try {
            if (react(store, lane, outcome)) {
                stores.refresh();
            }
        } catch (DataAccessException e) {
            LOG.warn("store={} could not be marked after {}", store.key(), outcome.code(), e);
        }
    }

    private boolean react(Store store, Lane lane, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted _, Outcome.AcceptedNoId _ -> {
                lane.countAnswer();
                yield store.state() == StoreState.PROBING && health.endProbing(store.id(), clock.instant());
            }
            case Outcome.Rejected _ -> {
                lane.countAnswer();
                yield false;
            }
            case Outcome.Throttled throttled -> {
                lane.countAnswer();
                slow(lane, throttled.retryAfter());
                yield false;
            }
            case Outcome.Held held -> {
                lane.countAnswer();
                yield health.hold(store.id(), held.hold(), held.detail(), clock.instant());
            }
            case Outcome.NotSent _ -> failed(store, lane);
            case Outcome.Unknown unknown -> {
                if (unknown.slowFor() != null) {
                    slow(lane, unknown.slowFor());
                }
                yield failed(store, lane);
            }
        };
    }

    private boolean failed(Store store, Lane lane) {
        if (store.state() == StoreState.PROBING) {
            return health.probeAgain(
                    store.id(), clock.instant().plus(store.policy().probeEvery()));
        }
        return lane.countFailure() >= store.policy().pauseAfterUnknown()
                && health.startProbing(store.id(), clock.instant());
    }

    private void slow(Lane lane, Duration wanted) {
        var longest = StorePolicy.MAX_BACKOFF;
        lane.slow((wanted.compareTo(longest) < 0 ? wanted : longest).toNanos(), nanoTime.getAsLong());
    }
}
