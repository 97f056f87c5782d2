package dev.ordersync.worker.posting;

import dev.ordersync.order.OrderId;
import dev.ordersync.order.StoreKey;
import dev.ordersync.outbox.Hint;
import dev.ordersync.runtime.ShardOwner;
import dev.ordersync.store.Store;
import dev.ordersync.store.StoreDirectory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** The lanes of all stores that this replica works for. */
final class Lanes {
    private final StoreDirectory stores;
    private final ShardOwner owner;
    private final LongSupplier nanoTime;
    private final Map<Integer, Lane> lanes = new ConcurrentHashMap<>();

    Lanes(StoreDirectory stores, ShardOwner owner, LongSupplier nanoTime) {
        this.stores = stores;
        this.owner = owner;
        this.nanoTime = nanoTime;
    }

    /** @return whether the hint was of use: ours, and its lane has room */
    boolean offer(Hint hint) {
        if (!StoreKey.isValid(hint.storeKey())) {
            return false;
        }
        return stores.findKnown(new StoreKey(hint.storeKey()))
                .filter(owner::owns)
                .map(store -> of(store).offer(hint.orderId()))
                .orElse(false);
    }

    boolean offer(Store store, OrderId id) {
        return of(store).offer(id);
    }

    Lane of(Store store) {
        return lanes.computeIfAbsent(store.id(), _ -> new Lane(store.policy().ratePerSecond(), nanoTime.getAsLong()));
    }

    Map<Integer, Lane> all() {
        return lanes;
    }
}
