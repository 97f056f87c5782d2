package dev.ordersync.sandbox.contract;

import dev.ordersync.platform.Platform;
import dev.ordersync.platform.Shop;
import dev.ordersync.platform.client.PlatformClient;
import dev.ordersync.platform.shopify.ShopifyPlatform;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * The contract against a real shop, which gets a few orders and sees them cancelled or deleted. Set
 * {@code ORDERSYNC_TEST_SHOPIFY_URL} and {@code …_TOKEN}; {@code …_SKU} names a product, {@code …_VERSION} another version of
 * the API. A development shop takes five orders a minute: there the test has to be run in parts.
 */
@EnabledIfEnvironmentVariable(named = "ORDERSYNC_TEST_SHOPIFY_URL", matches = ".+")
class RealShopifyContractIT extends PlatformContractIT {
    private static final PlatformClient CLIENT = PlatformClient.create(true);

    @Override
    ShopUnderTest shopUnderTest() {
        return new RealShop();
    }

    private static String setting(String name) {
        return Objects.requireNonNull(System.getenv("ORDERSYNC_TEST_SHOPIFY_" + name), name);
    }

    private static String setting(String name, String otherwise) {
        return System.getenv().getOrDefault("ORDERSYNC_TEST_SHOPIFY_" + name, otherwise);
    }

    private static final class RealShop implements ShopUnderTest {
        @Override
        public String sku() {
            return setting("SKU", "TEE-M");
        }

        @Override
        public Platform platform() {
            return new ShopifyPlatform(CLIENT, Clock.systemUTC(), setting("VERSION", "2026-10"));
        }

        @Override
        public Shop shop(Duration requestTimeout) {
            return new Shop(
                    "real", URI.create(setting("URL")), Map.of("accessToken", setting("TOKEN")), requestTimeout);
        }
    }
}
