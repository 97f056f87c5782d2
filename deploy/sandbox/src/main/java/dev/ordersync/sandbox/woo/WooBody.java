package dev.ordersync.sandbox.woo;

import dev.ordersync.sandbox.books.Sent;
import dev.ordersync.sandbox.fault.Fault;
import dev.ordersync.sandbox.shop.Answer;
import dev.ordersync.sandbox.shop.Catalogue;
import dev.ordersync.sandbox.shop.Post;
import dev.ordersync.sandbox.shop.Voice;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads what is sent to make an order. The books get it in the form of the http contract, with what only WooCommerce has
 * under {@code woo}. Much of what is wrong passes without a word, as in a real shop.
 */
@Component
class WooBody {

    static final String EXTRAS = "woo";
    static final Set<String> STATUSES = Set.of(
            "auto-draft",
            "pending",
            "processing",
            "on-hold",
            "completed",
            "cancelled",
            "refunded",
            "failed",
            "checkout-draft");

    /** Longer values are cut without a word. */
    private static final int COLUMN = 100;

    private static final String KEY_META = "_ordersync_key";
    private static final String ID_META = "_ordersync_order";
    private static final String NO_KEY = "-";
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+\\.[^\\s@]+");

    private final JsonMapper json;

    WooBody(JsonMapper json) {
        this.json = json;
    }

    /**
     * @param type the body's content type: what is not JSON is not looked at
     * @param oldShop whether {@code created_via} is the shop's own to set
     */
    Post post(byte[] bytes, @Nullable String type, boolean oldShop, Voice voice, String base) {
        ObjectNode sent = parsed(bytes, type);
        Answer no = refusal(sent);
        ObjectNode order = order(sent, oldShop);
        String reference = reference(order.path(EXTRAS));
        String key = reference == null ? NO_KEY : reference;
        return new Post(
                key,
                reference,
                Post.orderIdIn(order),
                new Sent(key, order.toString()),
                voice,
                base,
                nature(sent, no),
                no);
    }

    ObjectNode parsed(byte[] bytes, @Nullable String type) {
        if (type == null || !type.startsWith("application/json") || bytes.length == 0) {
            return json.createObjectNode();
        }
        try {
            return json.readTree(bytes) instanceof ObjectNode object ? object : json.createObjectNode();
        } catch (JacksonException _) {
            throw WooError.of(400, "rest_invalid_json", "Invalid JSON body passed.");
        }
    }

    private static Fault nature(ObjectNode sent, @Nullable Answer no) {
        if (no != null) {
            return Fault.REFUSE;
        }
        return sent.path("coupon_lines").isEmpty() ? Fault.NORMAL : Fault.REFUSE_WITH_DRAFT;
    }

    private static @Nullable Answer refusal(ObjectNode sent) {
        try {
            refuseWhatIsBad(sent);
            return null;
        } catch (WooError error) {
            return error.answer();
        }
    }

    private static void refuseWhatIsBad(ObjectNode sent) {
        if (sent.has("id")) {
            throw WooError.of(400, "woocommerce_rest_shop_order_exists", "Cannot create existing shop_order.");
        }
        if (sent.has("status") && !STATUSES.contains(text(sent, "status"))) {
            throw WooError.badParameter(
                    "status",
                    "status is not one of "
                            + String.join(", ", STATUSES.stream().sorted().toList()) + ".");
        }
        if (sent.has("currency") && !CURRENCY.matcher(text(sent, "currency")).matches()) {
            throw WooError.badParameter("currency", "currency is not a known one.");
        }
        String email = text(sent.path("billing"), "email");
        if (!email.isEmpty() && !EMAIL.matcher(email).matches()) {
            throw WooError.badParameter("billing", "Invalid email address.");
        }
        if (sent.path("customer_id").asInt(0) > 0) {
            throw WooError.of(400, "woocommerce_rest_invalid_customer_id", "Customer ID is invalid.");
        }
        for (JsonNode line : sent.path("line_items")) {
            if (line.path("quantity").isNumber() && line.path("quantity").asInt() == 0) {
                throw WooError.critical();
            }
        }
    }

    private ObjectNode order(ObjectNode sent, boolean oldShop) {
        ObjectNode order = json.createObjectNode();
        JsonNode meta = sent.path("meta_data");
        String orderId = metaValue(meta, ID_META);
        if (orderId != null) {
            order.put("id", orderId);
        }
        order.put("currency", sent.has("currency") ? text(sent, "currency") : "USD");
        JsonNode billing = sent.path("billing");
        order.putObject("customer")
                .put("firstName", text(billing, "first_name"))
                .put("lastName", text(billing, "last_name"))
                .put("email", text(billing, "email"))
                .put("phone", text(billing, "phone"));
        order.set("shippingAddress", address(sent.path("shipping")));
        ArrayNode lines = order.putArray("lines");
        sent.path("line_items").forEach(line -> lines.add(line(line)));
        BigDecimal shipping = sum(sent.path("shipping_lines"));
        BigDecimal fees = sum(sent.path("fee_lines"));
        order.put("shipping", money(shipping));
        order.put("total", money(sum(lines).add(shipping).add(fees)));
        order.set(EXTRAS, extras(sent, oldShop));
        return order;
    }

    private ObjectNode extras(ObjectNode sent, boolean oldShop) {
        boolean paid = sent.path("set_paid").asBoolean(false);
        String status = sent.has("status") ? text(sent, "status") : "pending";
        ObjectNode extras = json.createObjectNode();
        extras.put("status", paid && status.equals("pending") ? "processing" : status);
        extras.put("paid", paid);
        extras.put("transaction_id", cut(text(sent, "transaction_id")));
        String via = text(sent, "created_via");
        extras.put("created_via", oldShop || via.isEmpty() ? "rest-api" : cut(via));
        for (String field : new String[] {"payment_method", "payment_method_title", "customer_note"}) {
            extras.put(field, text(sent, field));
        }
        for (String field : new String[] {"billing", "shipping", "meta_data", "shipping_lines", "fee_lines"}) {
            if (sent.has(field)) {
                extras.set(field, sent.get(field));
            }
        }
        return extras;
    }

    private ObjectNode address(JsonNode shipping) {
        return json.createObjectNode()
                .put("name", (text(shipping, "first_name") + " " + text(shipping, "last_name")).strip())
                .put("company", text(shipping, "company"))
                .put("line1", text(shipping, "address_1"))
                .put("line2", text(shipping, "address_2"))
                .put("city", text(shipping, "city"))
                .put("region", text(shipping, "state"))
                .put("postalCode", text(shipping, "postcode"))
                .put("country", text(shipping, "country"));
    }

    /** A line without a known product becomes a line of nothing. */
    private ObjectNode line(JsonNode sent) {
        int quantity = sent.path("quantity").asInt(1);
        String sku = text(sent, "sku");
        int product = sent.path("product_id").asInt(0);
        ObjectNode line = json.createObjectNode();
        if (!Catalogue.sells(sku) && product <= 0) {
            return line.put("sku", "")
                    .put("title", "")
                    .put("quantity", quantity)
                    .put("total", "0.00");
        }
        BigDecimal price = Catalogue.PRICE.multiply(BigDecimal.valueOf(quantity));
        return line.put("sku", sku)
                .put("title", sent.has("name") ? text(sent, "name") : sku)
                .put("quantity", quantity)
                .put("product", sku.isEmpty() ? product : Catalogue.idOf(sku))
                .put("total", sent.has("total") ? text(sent, "total") : money(price));
    }

    /** Where a key can stand, in the order in which the lookups of a shop find it. */
    static @Nullable String reference(JsonNode extras) {
        String meta = metaValue(extras.path("meta_data"), KEY_META);
        if (meta != null) {
            return meta;
        }
        String transaction = text(extras, "transaction_id");
        return transaction.isEmpty() ? null : transaction;
    }

    private static @Nullable String metaValue(JsonNode meta, String key) {
        for (JsonNode entry : meta) {
            if (key.equals(text(entry, "key"))) {
                return text(entry, "value");
            }
        }
        return null;
    }

    private static BigDecimal sum(JsonNode lines) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode line : lines) {
            sum = sum.add(amount(text(line, "total")));
        }
        return sum;
    }

    static BigDecimal amount(String text) {
        return text.matches("-?[0-9]{1,20}(\\.[0-9]{1,10})?") ? new BigDecimal(text) : BigDecimal.ZERO;
    }

    static String money(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }

    static String text(JsonNode parent, String field) {
        JsonNode value = parent.path(field);
        return value.isValueNode() && !value.isNull() ? value.asString() : "";
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), COLUMN));
    }
}
