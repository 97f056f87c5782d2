package dev.ordersync.platform;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * How to reach one store's shop. Its text form shows no credential.
 *
 * @param requestTimeout the deadline over connect, TLS, headers and body of one call
 */
public record Shop(String storeKey, URI baseUrl, Map<String, String> credentials, Duration requestTimeout) {
    public String credential(String name) {
        var value = credentials.get(name);
        if (value == null) {
            throw new IllegalStateException("Store " + storeKey + " has no credential " + name);
        }
        return value;
    }

    @Override
    public String toString() {
        return "Shop[" + storeKey + ", " + baseUrl + "]";
    }
}
