package dev.ordersync.worker.posting;

import dev.ordersync.platform.Platforms;
import dev.ordersync.runtime.ShardOwner;
import dev.ordersync.store.StoreDirectory;
import dev.ordersync.store.StoreHealth;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The parts of posting, put together without threads: loops drive it in production, tests step it. */
public final class PostingEngine {
    private final Lanes lanes;
    private final Poster poster;
    private final Dispatcher dispatcher;
    private final DueSweep sweep;

    public PostingEngine(
            JdbcClient jdbc,
            StoreDirectory stores,
            StoreHealth health,
            ShardOwner owner,
            BooleanSupplier clockTrusted,
            Clock clock,
            LongSupplier nanoTime,
            Platforms platforms,
            Executor calls,
            RandomGenerator random,
            MeterRegistry registry) {
        this.lanes = new Lanes(stores, owner, nanoTime);
        var reaction = new StoreReaction(health, stores, clock, nanoTime);
        this.poster =
                new Poster(platforms, calls, clock, nanoTime, random, jdbc, reaction, new PostingMetrics(registry));
        this.dispatcher = new Dispatcher(lanes, stores, owner, clockTrusted, clock, nanoTime, jdbc, poster);
        this.sweep = new DueSweep(jdbc, stores, owner, lanes, clock);
    }

    /** One pass of everything: sweep, dispatch, claim, call (as far as the executor runs it), record. */
    public boolean runOnce() {
        sweep.runOnce();
        boolean worked = dispatcher.dispatchOnce();
        dispatcher.claims().flushOnce();
        poster.outcomes().flushOnce();
        return worked;
    }

    Lanes lanes() {
        return lanes;
    }

    Poster poster() {
        return poster;
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    DueSweep sweep() {
        return sweep;
    }
}
