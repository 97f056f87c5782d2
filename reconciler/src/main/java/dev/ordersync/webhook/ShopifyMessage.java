package dev.ordersync.webhook;

import dev.ordersync.platform.shopify.ShopifyPlatform;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A message of Shopify. Its signature has no time in it, so an old one may come again at any time: it causes one more read,
 * and a read is harmless.
 *
 * @param id of the event: the same for each delivery of it
 * @param topic such as {@code orders/create}; only those about orders tell anything
 * @param signature base64, over the body alone
 * @param body the order in the form of Shopify's older API; only its id where it was deleted
 */
public record ShopifyMessage(
        @Nullable String id,
        @Nullable String topic,
        @Nullable String signature,
        String body) implements ShopMessage {
    private static final String ORDERS = "orders/";
    private static final String GLOBAL_ID = "gid://shopify/Order/";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,20}");
    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public String platform() {
        return ShopifyPlatform.NAME;
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
            var number = number(row);
            return NUMBER.matcher(number).matches() ? Told.of(number, reference(row)) : Optional.empty();
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    private static String number(JsonNode row) {
        var global = row.path("admin_graphql_api_id").asString("");
        return global.startsWith(GLOBAL_ID)
                ? global.substring(GLOBAL_ID.length())
                : row.path("id").asString("");
    }

    private static @Nullable String reference(JsonNode row) {
        var source = row.path("source_identifier").asString("");
        if (OurReference.of(source).isPresent()) {
            return source;
        }
        for (var tag : row.path("tags").asString("").split(",", -1)) {
            if (OurReference.of(tag.strip()).isPresent()) {
                return tag.strip();
            }
        }
        return null;
    }
}
