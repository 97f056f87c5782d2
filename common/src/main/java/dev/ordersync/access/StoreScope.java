package dev.ordersync.access;

import dev.ordersync.order.StoreKey;
import dev.ordersync.problem.Refusal;
import dev.ordersync.store.Store;
import dev.ordersync.store.StoreDirectory;
import org.jspecify.annotations.Nullable;

/**
 * The one place that keeps a limited caller from other stores' orders: queries bind {@link #ids}, single things go
 * through {@link #check}. What a caller may not see looks exactly like what is not there.
 */
public final class StoreScope {
    private final StoreDirectory stores;

    public StoreScope(StoreDirectory stores) {
        this.stores = stores;
    }

    /**
     * The stores to bind in {@code (CAST(:stores AS int[]) IS NULL OR o.store_id = ANY (CAST(:stores AS int[])))}.
     *
     * @return null: all; empty: none
     */
    public Integer @Nullable [] ids(Caller caller) {
        if (caller.stores() == null) {
            return null;
        }
        return stores.all().stream()
                .filter(store -> caller.maySee(store.key()))
                .map(Store::id)
                .toArray(Integer[]::new);
    }

    /** @throws Refusal 404 when the caller may not see the store of a thing that was found */
    public void check(Caller caller, int storeId) {
        if (!caller.maySee(stores.get(storeId).key())) {
            throw Refusal.notFound("There is nothing here.");
        }
    }

    /** @throws Refusal 404 when there is no such store, or the caller may not see it */
    public Store get(Caller caller, String key) {
        if (StoreKey.isValid(key) && caller.maySee(new StoreKey(key))) {
            var store = stores.find(new StoreKey(key));
            if (store.isPresent()) {
                return store.get();
            }
        }
        throw Refusal.notFound("There is no such store.");
    }
}
