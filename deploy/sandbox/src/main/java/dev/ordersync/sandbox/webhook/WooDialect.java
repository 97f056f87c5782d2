package dev.ordersync.sandbox.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** WooCommerce's: the order itself, signed without a time. */
final class WooDialect implements Dialect {

    static final String PLATFORM = "woocommerce";

    private final byte[] key;

    /** @throws IllegalArgumentException when there is no secret */
    WooDialect(String secret) {
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
                "X-WC-Webhook-Topic", "order.created",
                "X-WC-Webhook-Resource", "order",
                "X-WC-Webhook-Event", "created",
                "X-WC-Webhook-ID", "1",
                "X-WC-Webhook-Delivery-ID", id.replace("-", ""),
                "X-WC-Webhook-Signature", Dialect.sum(key, body));
    }
}
