package dev.ordersync.sandbox.contract;

import dev.ordersync.platform.Platform;
import dev.ordersync.platform.Shop;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** A shop and the adapter that speaks to it. */
interface ShopUnderTest {
    /** A product that the shop sells. */
    String sku();

    Platform platform();

    Shop shop(Duration requestTimeout);

    /** The same shop with credentials that are none. */
    default Shop withoutAccess() {
        var shop = shop(Duration.ofSeconds(30));
        var wrong = new TreeMap<>(shop.credentials());
        wrong.replaceAll((_, value) -> value + "x");
        return new Shop(shop.storeKey(), shop.baseUrl(), Map.copyOf(wrong), shop.requestTimeout());
    }
}
