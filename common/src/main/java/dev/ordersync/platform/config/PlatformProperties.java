package dev.ordersync.platform.config;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How shops may be reached.
 *
 * @param allowPrivateHosts whether shops may be reached by plain http and in private networks; without it a base URL
 *     must be https to a public host, at saving and at connecting, so that nobody can point a store into this network
 */
@ConfigurationProperties("ordersync.platforms")
public record PlatformProperties(@DefaultValue("false") boolean allowPrivateHosts) {}
