package dev.ordersync.sandbox.contract;

import dev.ordersync.platform.Platform;
import dev.ordersync.platform.Shop;
import dev.ordersync.platform.client.PlatformClient;
import dev.ordersync.platform.vendure.VendurePlatform;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** A Vendure behind a port, and an adapter that knows nothing of it yet. */
final class VendureShop implements ShopUnderTest {
    private static final PlatformClient CLIENT = PlatformClient.create(true);

    private final int port;
    private final Platform platform = new VendurePlatform(CLIENT, Clock.systemUTC());

    VendureShop(int port) {
        this.port = port;
    }

    @Override
    public String sku() {
        return "TEE-M";
    }

    @Override
    public Platform platform() {
        return platform;
    }

    @Override
    public Shop shop(Duration requestTimeout) {
        return new Shop(
                "vendure",
                URI.create("http://127.0.0.1:" + port),
                Map.of("username", "ordersync", "password", "contract-test"),
                requestTimeout);
    }
}
