package dev.ordersync.sandbox.contract;

import dev.ordersync.platform.Platform;
import dev.ordersync.platform.Shop;
import dev.ordersync.platform.client.PlatformClient;
import dev.ordersync.platform.woocommerce.WooPlatform;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * The contract against a real shop, which gets a few orders and sees them cancelled or thrown away. Set
 * {@code ORDERSYNC_TEST_WOO_URL}, {@code …_KEY}, {@code …_SECRET} and, for a product that it has, {@code …_SKU}.
 */
@EnabledIfEnvironmentVariable(named = "ORDERSYNC_TEST_WOO_URL", matches = ".+")
class RealWooContractIT extends PlatformContractIT {
    private static final PlatformClient CLIENT = PlatformClient.create(true);

    @Override
    ShopUnderTest shopUnderTest() {
        return new RealShop();
    }

    private static String setting(String name) {
        return Objects.requireNonNull(System.getenv("ORDERSYNC_TEST_WOO_" + name), name);
    }

    private static final class RealShop implements ShopUnderTest {
        @Override
        public String sku() {
            return setting("SKU");
        }

        @Override
        public Platform platform() {
            return new WooPlatform(CLIENT, Clock.systemUTC());
        }

        @Override
        public Shop shop(Duration requestTimeout) {
            return new Shop(
                    "real",
                    URI.create(setting("URL")),
                    Map.of("consumerKey", setting("KEY"), "consumerSecret", setting("SECRET")),
                    requestTimeout);
        }
    }
}
