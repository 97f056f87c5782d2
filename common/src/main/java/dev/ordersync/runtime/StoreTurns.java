package dev.ordersync.runtime;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/**
 * Work with shops: for one store at most one at a time, and for so many stores at once. A dead shop costs its own orders
 * time and no other's.
 */
public final class StoreTurns {
    /** Each waits for a shop most of its time. */
    private static final int MAX_STORES = 64;

    private final Executor executor;
    private final Set<Integer> busy = ConcurrentHashMap.newKeySet();
    private final Semaphore free = new Semaphore(MAX_STORES);

    public StoreTurns(Executor executor) {
        this.executor = executor;
    }

    public boolean isBusy(int store) {
        return busy.contains(store);
    }

    /**
     * Called by one thread.
     *
     * @param work tells its errors itself
     * @return whether it was started: not with too many under way, or one for this store
     */
    public boolean start(int store, Runnable work) {
        if (!free.tryAcquire()) {
            return false;
        }
        if (!busy.add(store)) {
            free.release();
            return false;
        }
        executor.execute(() -> {
            try {
                work.run();
            } finally {
                busy.remove(store);
                free.release();
            }
        });
        return true;
    }
}
