package dev.ordersync.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A message as it came in, signed as Standard Webhooks does.
 *
 * @param id of the message: the same each time the shop repeats it
 * @param timestamp seconds since the epoch, as the header has them
 * @param signature one or more of {@code v1,<base64>}, separated by spaces
 */
public record SignedMessage(
        @Nullable String id,
        @Nullable String timestamp,
        @Nullable String signature,
        String body) {
    /** How far the shop's clock may be from ours: what is older may be a replay. */
    static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final int MAX_ID = 200;
    private static final int MAX_SIGNATURES = 10;
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,11}");
    private static final String SECRET = "whsec_";
    private static final String VERSION = "v1,";
    private static final String MAC = "HmacSHA256";

    /** @param secret {@code whsec_} and a key in base64; anything else trusts no message */
    boolean isGenuine(String secret, Instant now) {
        if (id == null || timestamp == null || signature == null) {
            return false;
        }
        if (id.isEmpty() || id.length() > MAX_ID || !isRecent(timestamp, now)) {
            return false;
        }
        var key = decoded(secret.startsWith(SECRET) ? secret.substring(SECRET.length()) : "");
        if (key == null || key.length == 0) {
            return false;
        }
        var expected = sum(key, id + "." + timestamp + "." + body);
        return Arrays.stream(signature.split(" ", MAX_SIGNATURES + 1))
                .limit(MAX_SIGNATURES)
                .filter(one -> one.startsWith(VERSION))
                .map(one -> decoded(one.substring(VERSION.length())))
                .anyMatch(given -> given != null && MessageDigest.isEqual(expected, given));
    }

    private static boolean isRecent(String timestamp, Instant now) {
        if (!SECONDS.matcher(timestamp).matches()) {
            return false;
        }
        var apart = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now)
                .abs();
        return apart.compareTo(TOLERANCE) <= 0;
    }

    private static byte[] sum(byte[] key, String signed) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key, MAC));
            return mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + MAC, e);
        }
    }

    /** Null for what is no base64. */
    private static byte @Nullable [] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
