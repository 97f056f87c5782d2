package dev.ordersync.resolution;

import dev.ordersync.order.OrderId;
import dev.ordersync.problem.Refusal;
import dev.ordersync.store.Store;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the presses that void a copy have in common beside the rules: who holds it, and which shop it is in. */
final class Voids {
    /**
     * A void under way.
     *
     * @param purpose resync, void or twin
     */
    record UnderWay(String platformOrderId, String purpose) {}

    private final JdbcClient jdbc;

    Voids(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Changes only with the order's version. */
    Optional<UnderWay> underWay(OrderId order, boolean twin, @Nullable String platformOrderId) {
        return jdbc.sql("""
                        SELECT platform_order_id, purpose FROM voidings
                         WHERE order_id = :order AND (purpose = 'twin') = :twin
                           AND platform_order_id = coalesce(CAST(:copy AS text), platform_order_id)
                         ORDER BY platform_order_id
                         LIMIT 1
                        """)
                .param("order", order.value())
                .param("twin", twin)
                .param("copy", platformOrderId)
                .query(UnderWay.class)
                .optional();
    }

    /**
     * The same number is another order in another shop, so nothing is voided where the order's attempts did not go.
     *
     * @throws Refusal 409 {@code evidence-disagrees}, {@code linked-elsewhere}; neither can be forced
     */
    void checkPlace(Facts order, Store store, String platformOrderId) {
        if (isElsewhere(order, store)) {
            throw Refusal.conflict(
                            "evidence-disagrees",
                            "The order was sent to another shop than the one that the store leads to now.")
                    .with("differences", List.of("shop"));
        }
        boolean taken = jdbc.sql("""
                        SELECT EXISTS (SELECT 1 FROM links
                                        WHERE shop_id = :shop AND platform_order_id = :copy AND order_id <> :order)
                        """)
                .param("shop", store.shopId())
                .param("copy", platformOrderId)
                .param("order", order.id().value())
                .query(Boolean.class)
                .single();
        if (taken) {
            throw linkedElsewhere();
        }
    }

    private boolean isElsewhere(Facts order, Store store) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM attempts WHERE order_id = :order AND shop_id <> :shop)")
                .param("order", order.id().value())
                .param("shop", store.shopId())
                .query(Boolean.class)
                .single();
    }

    static Refusal linkedElsewhere() {
        return Refusal.conflict("linked-elsewhere", "Another order is linked to it, or it is being voided.");
    }

    static Map<String, @Nullable Object> row(
            Store store, String platformOrderId, String purpose, IfNotDeletable ifNot, Instant now) {
        var row = new HashMap<String, @Nullable Object>();
        row.put("shop_id", store.shopId());
        row.put("platform_order_id", platformOrderId);
        row.put("purpose", purpose);
        row.put("or_cancel", ifNot == IfNotDeletable.CANCEL);
        row.put("deadline", now.plus(store.policy().retryWithin()).toString());
        return row;
    }
}
