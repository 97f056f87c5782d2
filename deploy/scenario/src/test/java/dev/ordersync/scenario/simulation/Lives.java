package dev.ordersync.scenario.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Lives many lives, a few at the same time: each on a database of its own, so that none knows of another. */
final class Lives implements AutoCloseable {
    private static final int AT_ONCE =
            Integer.getInteger("simulation.atOnce", Runtime.getRuntime().availableProcessors());

    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.ordersync");
    private final Level level = logger.getEffectiveLevel();
    private final Deque<SimulatedDatabase> databases = new ArrayDeque<>();

    Lives() {
        logger.setLevel(Level.OFF);
    }

    LifeResult live(long seed, @Nullable PlantedBug bug) {
        var database = take();
        try {
            long start = System.nanoTime();
            var result = new Life(seed, bug, database).live();
            return result.took(System.nanoTime() - start);
        } finally {
            giveBack(database);
        }
    }

    /** The results of {@code life} in the order of the seeds, which go on for as long as {@code more} says. */
    <T> List<T> all(long first, BooleanSupplier more, LongFunction<T> life) {
        var results = new ArrayList<T>();
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            var running = new ArrayDeque<Future<T>>();
            for (long seed = first; more.getAsBoolean(); seed++) {
                long next = seed;
                running.add(threads.submit(() -> life.apply(next)));
                if (running.size() > AT_ONCE) {
                    results.add(result(running.remove()));
                }
            }
            running.forEach(each -> results.add(result(each)));
        }
        return results;
    }

    private static <T> T result(Future<T> life) {
        try {
            return life.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A life could not be lived", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private SimulatedDatabase take() {
        synchronized (databases) {
            if (!databases.isEmpty()) {
                return databases.pop();
            }
        }
        return new SimulatedDatabase();
    }

    private void giveBack(SimulatedDatabase database) {
        synchronized (databases) {
            databases.push(database);
        }
    }

    @Override
    public void close() {
        logger.setLevel(level);
        databases.forEach(SimulatedDatabase::close);
    }
}
