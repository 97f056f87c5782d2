package dev.ordersync.sandbox.webhook;

import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/** The {@code http} contract's: Standard Webhooks. */
final class StandardDialect implements Dialect {

    static final String PLATFORM = "http";

    private static final String PREFIX = "whsec_";

    private final byte[] key;

    private record Message(String type, Instant timestamp, Object data) {}

    /** @throws IllegalArgumentException when the secret is not written as Standard Webhooks writes it */
    StandardDialect(String secret) {
        if (!secret.startsWith(PREFIX) || secret.length() == PREFIX.length()) {
            throw new IllegalArgumentException("A webhook secret is " + PREFIX + " and a key in base64");
        }
        key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
    }

    @Override
    public String platform() {
        return PLATFORM;
    }

    @Override
    public Object message(Object copy, Instant now) {
        return new Message("order.created", now, copy);
    }

    @Override
    public Map<String, String> headers(String id, long timestamp, String body) {
        String message = "msg_" + id;
        return Map.of(
                "Webhook-Id",
                message,
                "Webhook-Timestamp",
                Long.toString(timestamp),
                "Webhook-Signature",
                "v1," + Dialect.sum(key, message + "." + timestamp + "." + body));
    }
}
