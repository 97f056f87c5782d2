package dev.ordersync.worker.posting;

import dev.ordersync.order.OrderId;
import dev.ordersync.runtime.ShardOwner;
import dev.ordersync.store.Store;
import dev.ordersync.store.StoreDirectory;
import dev.ordersync.store.StoreState;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds due orders that no hint brought: the row is the truth, a hint only makes it faster. Store by store, as many as
 * its lane has room for, so that no backlog hides another store's orders.
 */
final class DueSweep {
    /** Due orders read per pass over all stores. */
    private static final int BATCH = 5_000;

    private record Due(long id, int storeId) {}

    private final JdbcClient jdbc;
    private final StoreDirectory stores;
    private final ShardOwner owner;
    private final Lanes lanes;
    private final Clock clock;

    DueSweep(JdbcClient jdbc, StoreDirectory stores, ShardOwner owner, Lanes lanes, Clock clock) {
        this.jdbc = jdbc;
        this.stores = stores;
        this.owner = owner;
        this.lanes = lanes;
        this.clock = clock;
    }

    /** @return whether any lane took an order */
    boolean runOnce() {
        List<Store> postable = stores.all().stream()
                .filter(owner::owns)
                .filter(store -> store.state() == StoreState.ACTIVE || Lane.mayTry(store))
                .filter(store -> lanes.of(store).room() > 0)
                .toList();
        if (postable.isEmpty()) {
            return false;
        }
        var due = jdbc.sql("""
                        SELECT o.id, s.id AS store_id
                          FROM unnest(:stores, :rooms) AS s(id, room)
                         CROSS JOIN LATERAL (
                               SELECT p.id FROM orders p
                                WHERE p.store_id = s.id AND p.due_at <= :now AND p.status = 'queued'
                                ORDER BY p.due_at
                                LIMIT s.room) o
                         LIMIT :batch
                        """)
                .param("stores", postable.stream().mapToInt(Store::id).toArray())
                .param(
                        "rooms",
                        postable.stream()
                                .mapToInt(store -> lanes.of(store).room())
                                .toArray())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("batch", BATCH)
                .query((row, _) -> new Due(row.getLong("id"), row.getInt("store_id")))
                .list();
        for (var order : due) {
            lanes.offer(stores.get(order.storeId()), new OrderId(order.id()));
        }
        return !due.isEmpty();
    }
}
