package dev.ordersync.e2e;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Does one thing at a steady rate, on a thread of its own, until it is closed. */
final class Flow implements AutoCloseable {
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledFuture<?> beat;

    Flow(Duration every, Runnable step) {
        beat = thread.scheduleAtFixedRate(step, 0, every.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Waits for the step under way. @throws IllegalStateException when a step failed, which ended the flow */
    @Override
    public void close() {
        beat.cancel(false);
        thread.close();
        if (!beat.isCancelled()) {
            try {
                beat.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("The flow ended early", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
