package dev.ordersync.sandbox;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param token bearer token of every shop without one of its own
 * @param tokens bearer token by shop
 * @param dataDir where the shops' journals live; without it the books are lost at the end of the process
 * @param maxCopies copies a shop holds before it answers 507; about 2 KB of memory each
 * @param holdFor how long a silent answer keeps a connection open when the client never hangs up
 * @param publicUrl start of the links to copies; without it they start as the request did
 * @param smtpHost address that the inbox listens on
 * @param smtpPort port of the inbox; 0 switches it off
 * @param webhooks where each shop sends its order.created messages
 * @param woo what the shops are as WooCommerce
 * @param shopify what the shops are as Shopify
 */
@ConfigurationProperties("sandbox")
public record SandboxProperties(
        @DefaultValue("sandbox-token") String token,
        @DefaultValue Map<String, String> tokens,
        @Nullable Path dataDir,
        @DefaultValue("200000") int maxCopies,
        @DefaultValue("5m") Duration holdFor,
        @Nullable URI publicUrl,
        @DefaultValue("127.0.0.1") String smtpHost,
        @DefaultValue("3025") int smtpPort,
        @DefaultValue Map<String, Webhook> webhooks,
        @DefaultValue Woo woo,
        @DefaultValue Shopify shopify) {

    private static final Duration LONGEST_HOLD = Duration.ofMinutes(5);

    public SandboxProperties {
        if (token.isBlank()) {
            throw new IllegalArgumentException("sandbox.token must not be blank");
        }
        if (maxCopies < 1) {
            throw new IllegalArgumentException("sandbox.max-copies must be at least 1, was " + maxCopies);
        }
        if (!holdFor.isPositive() || holdFor.compareTo(LONGEST_HOLD) > 0) {
            throw new IllegalArgumentException("sandbox.hold-for must be above 0 and up to 5 minutes, was " + holdFor);
        }
        if (smtpPort < 0 || smtpPort > 65_535) {
            throw new IllegalArgumentException("sandbox.smtp-port must be 0 to 65535, was " + smtpPort);
        }
    }

    /**
     * @param platform http, woocommerce or shopify: whose way of telling it is
     * @param url where to send
     * @param secret for http "whsec_" and the key in base64, as Standard Webhooks writes it
     */
    public record Webhook(@DefaultValue("http") String platform, URI url, String secret) {
        @Override
        public String toString() {
            return "Webhook[url=" + url + "]";
        }
    }

    /**
     * @param consumerKey of every shop
     * @param version that the shops say they have
     * @param timeZone of the shops: their local times are never UTC, so that whoever mixes them up notices
     */
    public record Woo(
            @DefaultValue("ck_sandbox") String consumerKey,
            @DefaultValue("cs_sandbox") String consumerSecret,
            @DefaultValue("11.0.1") String version,
            @DefaultValue("America/New_York") ZoneId timeZone) {
        @Override
        public String toString() {
            return "Woo[version=" + version + ", timeZone=" + timeZone + "]";
        }
    }

    /**
     * @param accessToken of every shop
     * @param scopes what the app may do
     * @param points in a full bucket
     * @param pointsPerSecond how fast it fills
     * @param jobTakes how long a cancel works on
     */
    public record Shopify(
            @DefaultValue("shpat_sandbox") String accessToken,

            @DefaultValue({"read_orders", "write_orders", "read_all_orders", "read_products"})
            List<String> scopes,

            @DefaultValue("2000") int points,
            @DefaultValue("100") int pointsPerSecond,
            @DefaultValue("200ms") Duration jobTakes) {
        public Shopify {
            if (points < 1 || pointsPerSecond < 1) {
                throw new IllegalArgumentException(
                        "sandbox.shopify.points and points-per-second must be at least 1, were " + points + " and "
                                + pointsPerSecond);
            }
        }

        @Override
        public String toString() {
            return "Shopify[points=" + points + ", pointsPerSecond=" + pointsPerSecond + "]";
        }
    }

    @Override
    public String toString() {
        return "SandboxProperties[dataDir=" + dataDir + ", maxCopies=" + maxCopies + ", smtpPort=" + smtpPort + "]";
    }
}
