package dev.ordersync.sandbox.shopify;

import dev.ordersync.sandbox.books.Query;
import dev.ordersync.sandbox.books.Sent;
import dev.ordersync.sandbox.fault.Fault;
import dev.ordersync.sandbox.shop.Answer;
import dev.ordersync.sandbox.shop.Post;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads what is sent to make an order. The books get it in the form of the http contract, with what only Shopify has under
 * {@code shopify}.
 */
@Component
class OrderInput {

    static final String EXTRAS = "shopify";
    static final String VARIANT_ID = "variantId";

    private static final String ID_ATTRIBUTE = "Marketplace order";
    private static final String NO_KEY = "-";
    /** Since then a time to come is taken for now. */
    private static final String CLAMPS_SINCE = "2026-07";

    private static final List<String> KEPT = List.of(
            "sourceIdentifier",
            "sourceName",
            "tags",
            "metafields",
            "customAttributes",
            "note",
            "email",
            "billingAddress",
            "shippingAddress",
            "processedAt");

    private final JsonMapper json;
    private final Clock clock;

    OrderInput(JsonMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    Post post(Visit visit, Map<String, Object> sent, ShopifyVoice voice) {
        JsonNode input = json.valueToTree(sent);
        ObjectNode order = order(input);
        @Nullable String reference = reference(input);
        String key = reference == null ? NO_KEY : reference;
        @Nullable Answer no = refusal(visit, input);
        return new Post(
                key,
                reference,
                Post.orderIdIn(order),
                new Sent(key, order.toString()),
                voice,
                visit.base(),
                no == null ? Fault.NORMAL : Fault.REFUSE,
                no);
    }

    static Answer taken() {
        return Said.userError(
                "INVALID",
                List.of("order", "metafields", "0", "value"),
                "Value must be unique for this metafield definition.");
    }

    private @Nullable Answer refusal(Visit visit, JsonNode input) {
        var switches = visit.shop().switches();
        if (switches.stands(Fault.DORMANT_SHOP)) {
            return Said.userError("SHOP_DORMANT", List.of(), "Shop is dormant");
        }
        if (visit.version().compareTo(CLAMPS_SINCE) < 0
                && isToCome(input.path("processedAt").asString(""))) {
            return Said.userError(
                    "PROCESSED_AT_INVALID", List.of("order", "processedAt"), "Processed at must not be in the future");
        }
        if (input.path("lineItems").isEmpty()) {
            return Said.userError(
                    "INVALID", List.of("order", "lineItems"), "Line items must have at least one line item");
        }
        int number = 0;
        for (JsonNode line : input.path("lineItems")) {
            if (line.has(VARIANT_ID) && !text(line, VARIANT_ID).equals(Products.variantId(text(line, "sku")))) {
                return Said.userError(
                        "INVALID",
                        List.of("order", "lineItems", Integer.toString(number), VARIANT_ID),
                        "Variant does not exist");
            }
            number++;
        }
        @Nullable String unique = unique(input);
        if (unique != null && isThere(visit, unique)) {
            return taken();
        }
        boolean tooMany =
                switches.stands(Fault.DEVELOPMENT_SHOP) && !visit.account().takesNewOrder(clock.instant());
        return tooMany ? Said.userError("INVALID", List.of(), "Too many attempts. Please try again later.") : null;
    }

    private static boolean isThere(Visit visit, String reference) {
        return !visit.shop()
                .books()
                .list(new Query(reference, null, null, null, null, 1))
                .items()
                .isEmpty();
    }

    private boolean isToCome(String processedAt) {
        try {
            return !processedAt.isEmpty()
                    && OffsetDateTime.parse(processedAt).toInstant().isAfter(now());
        } catch (DateTimeException _) {
            return false;
        }
    }

    private Instant now() {
        return clock.instant();
    }

    /** What makes an order known again: the unique value, else where it says that it comes from. */
    private static @Nullable String reference(JsonNode input) {
        @Nullable String unique = unique(input);
        if (unique != null) {
            return unique;
        }
        String source = input.path("sourceIdentifier").asString("");
        return source.isEmpty() ? null : source;
    }

    private static @Nullable String unique(JsonNode input) {
        for (JsonNode field : input.path("metafields")) {
            if (field.path("type").asString("").equals("id")) {
                return field.path("value").asString("");
            }
        }
        return null;
    }

    private ObjectNode order(JsonNode input) {
        ObjectNode order = json.createObjectNode();
        for (JsonNode attribute : input.path("customAttributes")) {
            if (attribute.path("key").asString("").equals(ID_ATTRIBUTE)) {
                order.put("id", attribute.path("value").asString(""));
            }
        }
        JsonNode billing = input.path("billingAddress");
        order.put("currency", input.path("currency").asString("USD"));
        order.putObject("customer")
                .put("firstName", text(billing, "firstName"))
                .put("lastName", text(billing, "lastName"))
                .put("email", text(input, "email"))
                .put("phone", text(billing, "phone"));
        JsonNode shippedTo = input.path("shippingAddress");
        order.putObject("shippingAddress")
                .put("name", (text(shippedTo, "firstName") + " " + text(shippedTo, "lastName")).strip())
                .put("company", text(shippedTo, "company"))
                .put("line1", text(shippedTo, "address1"))
                .put("line2", text(shippedTo, "address2"))
                .put("city", text(shippedTo, "city"))
                .put("region", text(shippedTo, shippedTo.has("provinceCode") ? "provinceCode" : "province"))
                .put("postalCode", text(shippedTo, "zip"))
                .put("country", text(shippedTo, "countryCode"));
        ArrayNode lines = order.putArray("lines");
        BigDecimal goods = BigDecimal.ZERO;
        for (JsonNode line : input.path("lineItems")) {
            ObjectNode kept = lines.addObject()
                    .put("sku", text(line, "sku"))
                    .put("title", text(line, "title"))
                    .put("quantity", line.path("quantity").asInt(0))
                    .put("unitPrice", amount(line.path("priceSet")).toPlainString());
            if (line.has(VARIANT_ID)) {
                kept.set(VARIANT_ID, line.get(VARIANT_ID));
            }
            goods = goods.add(amount(line.path("priceSet"))
                    .multiply(BigDecimal.valueOf(line.path("quantity").asInt(0))));
        }
        BigDecimal shipping = sum(input.path("shippingLines"));
        BigDecimal tax = sum(input.path("taxLines"));
        BigDecimal discount =
                amount(input.path("discountCode").path("itemFixedDiscountCode").path("amountSet"));
        order.put("shipping", shipping.toPlainString())
                .put("tax", tax.toPlainString())
                .put("discount", discount.toPlainString())
                .put("total", goods.add(shipping).add(tax).subtract(discount).toPlainString());
        ObjectNode extras = order.putObject(EXTRAS);
        KEPT.stream().filter(input::has).forEach(field -> extras.set(field, input.get(field)));
        return order;
    }

    private static BigDecimal sum(JsonNode lines) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode line : lines) {
            sum = sum.add(amount(line.path("priceSet")));
        }
        return sum;
    }

    private static BigDecimal amount(JsonNode money) {
        String text = money.path("shopMoney").path("amount").asString("");
        return text.matches("-?[0-9]{1,20}(\\.[0-9]{1,10})?") ? new BigDecimal(text) : BigDecimal.ZERO;
    }

    static String text(JsonNode parent, String field) {
        return parent.path(field).isNull() ? "" : parent.path(field).asString("");
    }
}
