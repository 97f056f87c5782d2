package dev.ordersync.sandbox.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How a platform tells of an order, and how it signs that. */
interface Dialect {

    String MAC = "HmacSHA256";

    /** @throws IllegalArgumentException for a platform that is none, or a secret that it can't have */
    static Dialect of(String platform, String secret) {
        return switch (platform) {
            case StandardDialect.PLATFORM -> new StandardDialect(secret);
            case WooDialect.PLATFORM -> new WooDialect(secret);
            case ShopifyDialect.PLATFORM -> new ShopifyDialect(secret);
            default -> throw new IllegalArgumentException("No shop tells as " + platform + " does");
        };
    }

    String platform();

    /** @param copy as the platform shows it */
    Object message(Object copy, Instant now);

    /**
     * @param id the same for each try
     * @param timestamp seconds since the epoch
     */
    Map<String, String> headers(String id, long timestamp, String body);

    static String sum(byte[] key, String signed) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key, MAC));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(MAC + " is part of every Java", e);
        }
    }
}
