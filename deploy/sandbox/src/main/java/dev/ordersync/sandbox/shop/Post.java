package dev.ordersync.sandbox.shop;

import dev.ordersync.sandbox.books.Sent;
import dev.ordersync.sandbox.fault.Fault;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One POST of an order, read and checked for form.
 *
 * @param key what tells repeated POSTs of one order
 * @param reference what the copy will be known by, null when nothing
 * @param orderId the marketplace's, null on an order without one
 * @param base start of the links in the answer
 * @param nature what an honest shop does about such an order, {@code NORMAL} for almost all
 * @param no what it says when that is to refuse it, null for its usual words
 */
public record Post(
        String key,
        @Nullable String reference,
        @Nullable String orderId,
        Sent sent,
        Voice voice,
        String base,
        Fault nature,
        @Nullable Answer no) {

    public static final int MAX_BODY_BYTES = 2 << 20;
    private static final int MAX_KEY_LENGTH = 255;

    static Post read(@Nullable String key, InputStream body, Voice voice, String base, JsonMapper json)
            throws IOException {
        if (key == null || key.isBlank() || key.length() > MAX_KEY_LENGTH) {
            throw new Refusal(400, "idempotency-key-missing", "Idempotency-Key must have 1 to 255 characters.");
        }
        byte[] bytes = body.readNBytes(MAX_BODY_BYTES + 1);
        if (bytes.length > MAX_BODY_BYTES) {
            throw new Refusal(413, "too-large", "A body has at most " + MAX_BODY_BYTES + " bytes.");
        }
        JsonNode tree;
        try {
            tree = json.readTree(bytes);
        } catch (JacksonException _) {
            throw new Refusal(400, "malformed-json", "The body is not JSON.");
        }
        if (!(tree.get("order") instanceof ObjectNode order)) {
            throw new Refusal(422, "order-missing", "The body has no order.");
        }
        JsonNode reference = tree.get("reference");
        if (reference == null || !reference.isString()) {
            throw new Refusal(422, "reference-missing", "The body has no reference.");
        }
        var sent = new Sent(reference.stringValue(), order.toString());
        return new Post(key, sent.reference(), orderIdIn(order), sent, voice, base, Fault.NORMAL, null);
    }

    /** @return the marketplace's id, null on an order without one */
    public static @Nullable String orderIdIn(JsonNode order) {
        JsonNode id = order.get("id");
        return id != null && id.isString() ? id.stringValue() : null;
    }
}
