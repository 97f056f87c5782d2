package dev.ordersync.sandbox.woo;

import dev.ordersync.sandbox.SandboxProperties;
import dev.ordersync.sandbox.shop.Answer;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who may in: over https the keys themselves, over http OAuth 1.0a with one leg, each signed request once. */
@Component
class WooKeys {

    private static final Duration TOLERANCE = Duration.ofMinutes(15);
    /** Nonces remembered; beyond that the oldest are forgotten, where a real shop would let its table grow. */
    private static final int MAX_NONCES = 50_000;

    private static final Map<String, String> MACS = Map.of("HMAC-SHA1", "HmacSHA1", "HMAC-SHA256", "HmacSHA256");

    private final SandboxProperties.Woo shops;
    private final Clock clock;
    private final Map<String, Instant> nonces = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MAX_NONCES;
        }
    };

    WooKeys(SandboxProperties properties, Clock clock) {
        this.shops = properties.woo();
        this.clock = clock;
    }

    /** @return what the shop says to a caller without the right keys, empty for one with them */
    Optional<Answer> refusal(String shop, HttpServletRequest request) {
        SortedMap<String, String> parameters = parameters(request.getQueryString());
        if (isHttps(request)) {
            return byKeys(request, parameters);
        }
        if (!parameters.containsKey("oauth_signature")) {
            return Optional.of(no("woocommerce_rest_cannot_view", "Sorry, you cannot list resources."));
        }
        return bySignature(shop, request, parameters);
    }

    private Optional<Answer> byKeys(HttpServletRequest request, Map<String, String> parameters) {
        String given = parameters.get("consumer_key") + ":" + parameters.get("consumer_secret");
        String header = request.getHeader("Authorization");
        if (header != null && header.startsWith("Basic ")) {
            try {
                given = new String(
                        Base64.getDecoder().decode(header.substring("Basic ".length())), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException _) {
                given = "";
            }
        }
        return isSame(given, shops.consumerKey() + ":" + shops.consumerSecret())
                ? Optional.empty()
                : Optional.of(denied("Consumer key is invalid."));
    }

    private Optional<Answer> bySignature(
            String shop, HttpServletRequest request, SortedMap<String, String> parameters) {
        if (!shops.consumerKey().equals(parameters.get("oauth_consumer_key"))) {
            return Optional.of(denied("Consumer key is invalid."));
        }
        String given = parameters.getOrDefault("oauth_signature", "");
        parameters.remove("oauth_signature");
        String mac = MACS.get(parameters.getOrDefault("oauth_signature_method", ""));
        if (mac == null || !isSame(given, signature(request, parameters, mac))) {
            return Optional.of(denied("Invalid signature - provided signature does not match."));
        }
        if (!isRecent(parameters.getOrDefault("oauth_timestamp", ""))) {
            return Optional.of(denied("Invalid timestamp."));
        }
        return isFresh(shop + " " + parameters.get("oauth_nonce"))
                ? Optional.empty()
                : Optional.of(denied("Invalid nonce - nonce has already been used."));
    }

    private String signature(HttpServletRequest request, SortedMap<String, String> parameters, String algorithm) {
        String list = parameters.entrySet().stream()
                .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&"));
        String base = request.getMethod() + "&" + encode(request.getRequestURL().toString()) + "&" + encode(list);
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec((shops.consumerSecret() + "&").getBytes(StandardCharsets.UTF_8), algorithm));
            return Base64.getEncoder().encodeToString(mac.doFinal(base.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(algorithm + " is part of every Java", e);
        }
    }

    private boolean isRecent(String timestamp) {
        if (!timestamp.matches("[0-9]{1,11}")) {
            return false;
        }
        Duration apart = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), clock.instant());
        return apart.abs().compareTo(TOLERANCE) <= 0;
    }

    private boolean isFresh(String nonce) {
        synchronized (nonces) {
            return nonces.putIfAbsent(nonce, clock.instant()) == null;
        }
    }

    /** As a shop behind a proxy that ends TLS sees it, too. */
    private static boolean isHttps(HttpServletRequest request) {
        return request.isSecure() || "https".equals(request.getHeader("X-Forwarded-Proto"));
    }

    private static SortedMap<String, String> parameters(@Nullable String query) {
        var parameters = new TreeMap<String, String>();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            int equals = pair.indexOf('=');
            parameters.put(
                    decode(equals < 0 ? pair : pair.substring(0, equals)),
                    equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
        return parameters;
    }

    private static boolean isSame(String given, String right) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    static Answer denied(String message) {
        return no("woocommerce_rest_authentication_error", message);
    }

    private static Answer no(String code, String message) {
        return WooError.of(401, code, message).answer();
    }
}
