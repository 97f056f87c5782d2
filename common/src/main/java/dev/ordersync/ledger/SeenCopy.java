package dev.ordersync.ledger;

import dev.ordersync.order.Actor;
import dev.ordersync.order.OrderId;
import dev.ordersync.order.PlatformOrderId;
import dev.ordersync.store.Store;
import dev.ordersync.store.StorePolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A copy of an order as a read showed it after the shop told of it.
 *
 * @param generation whose reference it carries
 * @param whole it has what that generation sent
 */
public record SeenCopy(
        OrderId order,
        int generation,
        Store store,
        PlatformOrderId id,
        @Nullable String url,
        boolean whole) {

    boolean mayLink() {
        return store.policy().onExactMatch() == StorePolicy.ExactMatch.LINK;
    }

    Actor actor() {
        return Actor.platform(store.key().value());
    }

    Map<String, @Nullable Object> row() {
        var row = new HashMap<String, @Nullable Object>();
        row.put("id", order.value());
        row.put("shop_id", store.shopId());
        row.put("platform_order_id", id.value());
        row.put("platform_order_url", url);
        row.put("candidates", candidates(id, url));
        return row;
    }

    /** One copy that is surely ours, as the lookups table has candidates. */
    static List<Map<String, @Nullable Object>> candidates(PlatformOrderId id, @Nullable String url) {
        var candidate = new HashMap<String, @Nullable Object>();
        candidate.put("platformOrderId", id.value());
        candidate.put("url", url);
        candidate.put("score", 1.0);
        candidate.put("reference", true); // it carries ours, or was named in answer to our own attempt
        candidate.put("evidence", List.of());
        return List.of(candidate);
    }
}
