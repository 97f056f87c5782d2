package dev.ordersync.platform.shopify;

import dev.ordersync.platform.Shop;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which shops are development shops, asked once and kept for a while. */
final class DevelopmentShops {
    private static final long KEPT = Duration.ofHours(1).toNanos();

    private record Known(boolean development, long at) {}

    private final ShopifyApi api;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    DevelopmentShops(ShopifyApi api) {
        this.api = api;
    }

    /** @return empty when the shop did not say it within {@code timeout}: then it is treated as an ordinary one */
    Optional<Boolean> ask(Shop shop, Duration timeout) {
        var kept = known.get(shop.storeKey());
        if (kept != null && System.nanoTime() - kept.at() < KEPT) {
            return Optional.of(kept.development());
        }
        if (api.ask(shop, Query.SHOP, Map.of(), timeout) instanceof Reply.Data data) {
            boolean development = data.data()
                    .path("shop")
                    .path("plan")
                    .path("partnerDevelopment")
                    .asBoolean(false);
            known.put(shop.storeKey(), new Known(development, System.nanoTime()));
            return Optional.of(development);
        }
        return Optional.empty();
    }
}
