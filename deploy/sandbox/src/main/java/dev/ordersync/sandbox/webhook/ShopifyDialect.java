package dev.ordersync.sandbox.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** Shopify's: the order in the form of its older API, signed without a time. */
final class ShopifyDialect implements Dialect {

    static final String PLATFORM = "shopify";

    private final byte[] key;

    /** @throws IllegalArgumentException when there is no secret */
    ShopifyDialect(String secret) {
        if (secret.isBlank()) {
            throw new IllegalArgumentException("A webhook has a secret");
        }
        key = secret.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String platform() {
        return PLATFORM;
    }

    @Override
    public Object message(Object copy, Instant now) {
        return copy;
    }

    @Override
    public Map<String, String> headers(String id, long timestamp, String body) {
        return Map.of(
                "X-Shopify-Topic",
                "orders/create",
                "X-Shopify-Event-Id",
                id,
                "X-Shopify-Webhook-Id",
                id,
                "X-Shopify-Hmac-Sha256",
                Dialect.sum(key, body));
    }
}
