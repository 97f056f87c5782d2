package dev.ordersync.worker.posting;

import dev.ordersync.outbox.Hint;

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
}
