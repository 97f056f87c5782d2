package dev.ordersync.launcher;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * The parts that run. They start in batches and stop batch by batch in the reverse order, so that nobody loses what it
 * still needs; one that ends by itself is started again.
 */
final class Fleet {

    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final Duration UP_TIMEOUT = Duration.ofMinutes(3);
    /** So many ends while starting are a fault that starting again won't mend. */
    private static final int ENDS_WHILE_STARTING = 3;

    private final Consumer<String> news;
    private final List<List<Watched>> batches = new ArrayList<>();
    private boolean stopping;

    /** @param news told in whole sentences when something ends or starts again */
    Fleet(Consumer<String> news) {
        this.news = news;
    }

    synchronized void start(Part... parts) {
        if (stopping) {
            return;
        }
        List<Watched> batch = new ArrayList<>();
        batches.add(batch);
        for (Part part : parts) {
            batch.add(new Watched(part, news));
        }
        allAtOnce(batch.stream().<Runnable>map(watched -> watched.part()::start).toList());
    }

    /** @throws UserError when one of them keeps ending or takes too long */
    void awaitUp(Part... parts) {
        long deadline = System.nanoTime() + UP_TIMEOUT.toNanos();
        for (Part part : parts) {
            while (!isStopping() && !part.isUp()) {
                if (System.nanoTime() > deadline) {
                    throw new UserError("%s is not up after %d s; see logs/%1$s.log in the data dir."
                            .formatted(part.name(), UP_TIMEOUT.toSeconds()));
                }
                watchOnce();
                requireLasting();
                if (!Pause.of(LOOK_EVERY)) {
                    return;
                }
            }
        }
    }

    private synchronized void requireLasting() {
        batches.stream()
                .flatMap(List::stream)
                .filter(w -> w.ends() >= ENDS_WHILE_STARTING)
                .findFirst()
                .ifPresent(w -> {
                    throw new UserError("%s ended %d times while starting; see logs/%1$s.log in the data dir."
                            .formatted(w.part().name(), ENDS_WHILE_STARTING));
                });
    }

    /** Starts again what has ended and has waited long enough. */
    synchronized void watchOnce() {
        if (!stopping) {
            batches.forEach(batch -> batch.forEach(watched -> watched.look(System.nanoTime())));
        }
    }

    synchronized boolean isStopping() {
        return stopping;
    }

    synchronized boolean hasStarted() {
        return !batches.isEmpty();
    }

    /** The names of those that don't do their work at the moment. Asks each of them, so it may take seconds. */
    List<String> notUp() {
        return parts().stream().filter(part -> !part.isUp()).map(Part::name).toList();
    }

    private synchronized List<Part> parts() {
        return batches.stream().flatMap(List::stream).map(Watched::part).toList();
    }

    /** Returns when all have ended; nothing starts afterwards. */
    synchronized void stop() {
        stopping = true;
        batches.reversed()
                .forEach(batch -> allAtOnce(batch.stream()
                        .<Runnable>map(watched -> watched.part()::stop)
                        .toList()));
    }

    private static void allAtOnce(List<Runnable> tasks) {
        var failures = new ArrayList<RuntimeException>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Runnable task : tasks) {
                threads.execute(() -> {
                    try {
                        task.run();
                    } catch (RuntimeException e) {
                        synchronized (failures) {
                            failures.add(e);
                        }
                    }
                });
            }
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }
}
