package dev.ordersync.worker.posting;

import dev.ordersync.outbox.Hint;
import java.time.Duration;

/** The loops of a posting engine as steps that the simulation takes one by one. */
public final class WorkerSteps {
    private final PostingEngine engine;

    public WorkerSteps(PostingEngine engine) {
        this.engine = engine;
    }

    public void sweep() {
        engine.sweep().runOnce();
    }

    public void dispatch() {
        engine.dispatcher().dispatchOnce();
    }

    public void claim() {
        engine.dispatcher().claims().flushOnce();
    }

    public boolean hasClaims() {
        return engine.dispatcher().claims().waiting() > 0;
    }

    public void record() {
        engine.poster().outcomes().flushOnce();
    }

    public boolean hasOutcomes() {
        return engine.poster().outcomes().waiting() > 0;
    }

    public boolean hint(Hint hint) {
        return engine.lanes().offer(hint);
    }

    public void stopClaiming() {
        engine.dispatcher().close();
    }

    /** Ends as the application does: returns when what is in flight is recorded, or at the limit. */
    public void shutDown(Duration limit) {
        new PostingShutdown(engine.dispatcher(), limit).stop();
    }
}
