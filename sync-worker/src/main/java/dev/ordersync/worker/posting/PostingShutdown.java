package dev.ordersync.worker.posting;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** No new claims; POSTs in flight are awaited up to a limit. What is left then ends by its lease, in doubt. */
final class PostingShutdown implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(PostingShutdown.class);
    /** After the loops that dispatch, before the writers. */
    private static final int PHASE = 1_000;

    private final Dispatcher dispatcher;
    private final Duration limit;
    private volatile boolean running;

    PostingShutdown(Dispatcher dispatcher, Duration limit) {
        this.dispatcher = dispatcher;
        this.limit = limit;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        dispatcher.close();
        try {
            if (!dispatcher.awaitRecorded(limit)) {
                LOG.warn("{} attempts are still in flight; their leases end in doubt", dispatcher.unrecorded());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
