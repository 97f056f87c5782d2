package dev.ordersync.platform.woocommerce;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * OAuth 1.0a with one leg, as WooCommerce wants it over plain http. Each call has a nonce of its own: the shop refuses one
 * that it saw before, which proves that the first call arrived.
 */
final class OneTimeSignature {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int NONCE_BYTES = 16;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    OneTimeSignature(Clock clock) {
        this.clock = clock;
    }

    /** The parameters to add to those of the query. */
    Map<String, String> of(String method, String address, Map<String, String> query, String key, String secret) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        var oauth = new TreeMap<>(Map.of(
                "oauth_consumer_key",
                key,
                "oauth_nonce",
                HexFormat.of().formatHex(nonce),
                "oauth_signature_method",
                "HMAC-SHA256",
                "oauth_timestamp",
                Long.toString(clock.instant().getEpochSecond()),
                "oauth_version",
                "1.0"));
        var signed = new TreeMap<>(query);
        signed.putAll(oauth);
        oauth.put("oauth_signature", sign(base(method, address, signed), secret));
        return oauth;
    }

    private static String base(String method, String address, SortedMap<String, String> parameters) {
        var list = parameters.entrySet().stream()
                .map(parameter -> WooApi.encode(parameter.getKey()) + "=" + WooApi.encode(parameter.getValue()))
                .collect(Collectors.joining("&"));
        return method + "&" + WooApi.encode(address) + "&" + WooApi.encode(list);
    }

    private static String sign(String base, String secret) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec((secret + "&").getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal(base.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }
}
