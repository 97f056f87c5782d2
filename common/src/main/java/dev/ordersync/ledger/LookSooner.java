package dev.ordersync.ledger;

import dev.ordersync.order.Actor;
import dev.ordersync.store.Store;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Brings the next look at a store's orders in doubt forward. It changes no deadline, and no verdict. */
public final class LookSooner {
    /** Orders brought forward at once; one scan serves them all. */
    private static final int BATCH = 500;

    private static final Transition SOONER = Transition.to("o.status")
            .keepsVersion()
            .set("due_at = :now")
            .guard("o.status = 'in_doubt' AND o.due_at > :now")
            .action("'webhook'")
            .reason("'the shop told of an order that may be this one'")
            .build();

    private LookSooner() {}

    public static void at(JdbcClient jdbc, Store store, Instant now) {
        var rows = jdbc.sql("""
                        SELECT id FROM orders
                         WHERE store_id = :store AND due_at > :now AND status = 'in_doubt'
                         ORDER BY due_at, id
                         LIMIT :batch
                        """)
                .param("store", store.id())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("batch", BATCH)
                .query((row, _) -> Map.of("id", row.getLong("id")))
                .list();
        if (!rows.isEmpty()) {
            SOONER.apply(jdbc, rows, Actor.platform(store.key().value()), now, (row, _) -> row.getLong("id"));
        }
    }
}
