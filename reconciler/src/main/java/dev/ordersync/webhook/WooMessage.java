package dev.ordersync.webhook;

import dev.ordersync.platform.woocommerce.WooPlatform;
import dev.ordersync.platform.woocommerce.WooReference;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A message of WooCommerce. Its signature has no time in it, so an old one may come again at any time: it causes one more
 * read, and a read is harmless.
 *
 * @param id of the delivery
 * @param topic such as {@code order.created}; only those about orders tell anything
 * @param signature base64
 * @param body the order; only its id where it was deleted
 */
public record WooMessage(
        @Nullable String id,
        @Nullable String topic,
        @Nullable String signature,
        String body) implements ShopMessage {
    private static final String ORDERS = "order.";
    private static final JsonMapper JSON = JsonMapper.shared();

    /** What WooCommerce sends when the webhook is saved, unsigned; it wants a 200, and tells nothing. */
    public boolean isPing() {
        return signature == null && body.matches("webhook_id=[0-9]{1,19}");
    }

    @Override
    public String platform() {
        return WooPlatform.NAME;
    }

    @Override
    public boolean isGenuine(String secret, Instant now) {
        return ShopMessage.isSigned(secret, id, signature, body);
    }

    @Override
    public Optional<Told> told() {
        if (topic == null || !topic.startsWith(ORDERS)) {
            return Optional.empty();
        }
        try {
            var row = JSON.readTree(body);
            return Told.of(row.path("id").asString(""), WooReference.of(row).orElse(null));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }
}
