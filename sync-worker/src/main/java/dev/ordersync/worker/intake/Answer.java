package dev.ordersync.worker.intake;

import dev.ordersync.runtime.GroupWriter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** What a caller waits for. Either the writer begins with it, or the caller leaves first: then it is never written. */
final class Answer implements GroupWriter.Callback<Received> {
    private final CompletableFuture<Received> future = new CompletableFuture<>();
    private final AtomicBoolean decided = new AtomicBoolean();

    CompletableFuture<Received> future() {
        return future;
    }

    /** @return whether nothing is written any more; {@code false}: the writer has begun, and its answer will come */
    boolean leave() {
        return decided.compareAndSet(false, true);
    }

    @Override
    public boolean begins() {
        return decided.compareAndSet(false, true);
    }

    @Override
    public void written(Received received) {
        future.complete(received);
    }

    @Override
    public void failed(Exception cause) {
        future.completeExceptionally(cause);
    }
}
