package dev.ordersync.platform.config;

import dev.ordersync.platform.Platform;
import dev.ordersync.platform.Platforms;
import dev.ordersync.platform.client.PlatformClient;
import dev.ordersync.platform.http.HttpPlatform;
import dev.ordersync.platform.shopify.ShopifyPlatform;
import dev.ordersync.platform.vendure.VendurePlatform;
import dev.ordersync.platform.woocommerce.WooPlatform;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One client and one registry of platforms per application. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PlatformProperties.class)
public class PlatformConfiguration {
    @Bean(destroyMethod = "close")
    PlatformClient platformClient(PlatformProperties properties) {
        return PlatformClient.create(properties.allowPrivateHosts());
    }

    @Bean
    HttpPlatform httpPlatform(PlatformClient client) {
        return new HttpPlatform(client);
    }

    @Bean
    WooPlatform wooPlatform(PlatformClient client, Clock clock) {
        return new WooPlatform(client, clock);
    }

    @Bean
    ShopifyPlatform shopifyPlatform(PlatformClient client, Clock clock, PlatformProperties properties) {
        return new ShopifyPlatform(client, clock, properties.shopifyVersion());
    }

    @Bean
    VendurePlatform vendurePlatform(PlatformClient client, Clock clock) {
        return new VendurePlatform(client, clock);
    }

    @Bean
    Platforms platforms(List<Platform> platforms) {
        return new Platforms(platforms);
    }
}
