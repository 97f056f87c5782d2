package dev.ordersync.config;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of both applications.
 *
 * @param encryptionKey encrypts store credentials; at least 16 characters, the same for every application
 * @param apiToken a first admin token, valid as long as it is set; empty: none
 * @param publicUrl where people reach the console; the beginning of every link that we hand out
 * @param recovery after a restore from a backup: every order that is not final, and each new one, is looked up in its shop
 *     before its first post
 * @param partitions partitions of each topic at its creation; more let more replicas share the stores
 */
@ConfigurationProperties("ordersync")
public record OrderSyncProperties(
        String encryptionKey,
        @DefaultValue("") String apiToken,
        @DefaultValue("http://localhost:8080") URI publicUrl,
        @DefaultValue("12") int partitions,
        @DefaultValue("false") boolean recovery) {
    public OrderSyncProperties {
        if (encryptionKey == null || encryptionKey.isBlank()) {
            throw new IllegalArgumentException("Set ORDERSYNC_ENCRYPTION_KEY: it encrypts the stores' credentials");
        }
        if (partitions < 1 || partitions > 256) {
            throw new IllegalArgumentException("ordersync.partitions must be between 1 and 256, was " + partitions);
        }
        if (publicUrl.toString().endsWith("/")) {
            publicUrl = URI.create(publicUrl.toString().replaceFirst("/+$", ""));
        }
    }

    /** The console's page of an order. */
    public String orderUrl(String id, String source) {
        return publicUrl + "/orders/" + id + "?source=" + source;
    }
}
