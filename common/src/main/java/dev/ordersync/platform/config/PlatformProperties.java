package dev.ordersync.platform.config;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How shops may be reached.
 *
 * @param allowPrivateHosts whether shops may be reached by plain http and in private networks; without it a base URL
 *     must be https to a public host, at saving and at connecting, so that nobody can point a store into this network
 * @param shopifyVersion of Shopify's Admin API; Shopify serves each for at least a year
 */
@ConfigurationProperties("ordersync.platforms")
public record PlatformProperties(
        @DefaultValue("false") boolean allowPrivateHosts,
        @DefaultValue("2026-10") String shopifyVersion) {
    public PlatformProperties {
        if (!shopifyVersion.matches("\\d{4}-\\d{2}")) {
            throw new IllegalArgumentException(
                    "ordersync.platforms.shopify-version must be a version such as 2026-10, was " + shopifyVersion);
        }
    }
}
