package dev.ordersync.reconciler.stores;

import dev.ordersync.access.Caller;
import dev.ordersync.store.Store;
import dev.ordersync.store.StoreDirectory;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Shows stores to people. */
public final class StoreSheets {
    private final JdbcClient jdbc;
    private final StoreDirectory stores;

    public StoreSheets(JdbcClient jdbc, StoreDirectory stores) {
        this.jdbc = jdbc;
        this.stores = stores;
    }

    /** As it is right now, not as it was when the store was last read. */
    public StoreSheet get(Store store) {
        stores.refresh();
        return StoreSheet.of(stores.get(store.id()), capabilities(store.id()));
    }

    /** @param after the last key that was read; empty: from the beginning */
    public List<StoreSheet> list(Caller caller, String after, int limit) {
        stores.refresh();
        return stores.all().stream()
                .filter(store -> caller.maySee(store.key()))
                .filter(store -> store.key().value().compareTo(after) > 0)
                .sorted(Comparator.comparing(store -> store.key().value()))
                .limit(limit)
                .map(store -> StoreSheet.of(store, capabilities(store.id())))
                .toList();
    }

    private @Nullable ShownCapabilities capabilities(int storeId) {
        var json = jdbc.sql("SELECT capabilities FROM stores WHERE id = :id")
                .param("id", storeId)
                .query((row, _) -> row.getString("capabilities"))
                .single();
        return ShownCapabilities.read(json);
    }
}
