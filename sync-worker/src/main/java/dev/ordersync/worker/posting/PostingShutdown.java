package dev.ordersync.worker.posting;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** No new claims; POSTs in flight are awaited up to a limit. What is left then ends by its lease, in doubt. */
final class PostingShutdown implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(PostingShutdown.class);
    private static final Duration LIMIT = Duration.ofSeconds(35);
    private static final Duration POLL = Duration.ofMillis(50);
    /** After the loops that dispatch, before the writers. */
    private static final int PHASE = 1_000;

    private final Dispatcher dispatcher;
    private volatile boolean running;

    PostingShutdown(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        dispatcher.close();
        long until = System.nanoTime() + LIMIT.toNanos();
        try {
            while (dispatcher.unrecorded() > 0 && System.nanoTime() < until) {
                Thread.sleep(POLL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (dispatcher.unrecorded() > 0) {
            LOG.warn("{} attempts are still in flight; their leases end in doubt", dispatcher.unrecorded());
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
