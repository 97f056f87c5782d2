package dev.ordersync.platform.shopify;

import dev.ordersync.order.OrderContent;
import dev.ordersync.platform.NewOrder;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An order in Shopify's words. Our reference goes where it is unique (a metafield of type {@code id}), where it is
 * searched for ({@code sourceIdentifier}, tag), and is in every answer. The customer gets no mail from the shop, and stock
 * is taken even where it is short: the marketplace has sold it.
 */
final class ShopifyOrder {
    static final String ID_ATTRIBUTE = "Marketplace order";

    private static final String GATEWAY = "Marketplace";
    private static final MathContext RATE = new MathContext(6, RoundingMode.HALF_EVEN);
    /** A region that may be one of Shopify's province codes; any other is a name. */
    private static final Pattern CODE = Pattern.compile("[A-Z0-9]{1,3}");

    private ShopifyOrder() {}

    /**
     * @param variantIds of the shop's products, by SKU
     * @param now an order cannot have been placed later: before 2026-07 the shop refuses that
     */
    static Map<String, @Nullable Object> variables(NewOrder order, Map<String, String> variantIds, Instant now) {
        var content = order.content();
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("sourceIdentifier", order.key());
        json.put("sourceName", "order-sync");
        json.put("sourceUrl", content.url());
        json.put("tags", List.of(order.key()));
        json.put("metafields", List.of(metafield(order.key())));
        json.put("customAttributes", List.of(attribute(ID_ATTRIBUTE, content.id())));
        json.put("processedAt", earlier(content.placedAt().toInstant(), now).toString());
        json.put("currency", content.currency());
        json.put("email", content.customer().email());
        json.put("note", content.note());
        json.put("billingAddress", billing(content));
        json.put("shippingAddress", address(content, content.shippingAddress()));
        json.put(
                "lineItems",
                content.lines().stream()
                        .map(line -> line(content, line, variantIds))
                        .toList());
        json.put("shippingLines", shipping(content));
        json.put("taxLines", tax(content));
        json.put("discountCode", discount(content));
        json.put("transactions", paid(content));
        json.values().removeIf(value -> value == null);
        var options = new LinkedHashMap<String, Object>();
        options.put("inventoryBehaviour", "DECREMENT_IGNORING_POLICY");
        options.put("sendReceipt", false);
        options.put("sendFulfillmentReceipt", false);
        var variables = new LinkedHashMap<String, @Nullable Object>();
        variables.put("order", json);
        variables.put("options", options);
        return variables;
    }

    private static Instant earlier(Instant one, Instant other) {
        return (one.isBefore(other) ? one : other).truncatedTo(ChronoUnit.SECONDS);
    }

    private static Map<String, Object> metafield(String key) {
        var json = new LinkedHashMap<String, Object>();
        json.put("namespace", "ordersync");
        json.put("key", "reference");
        json.put("type", "id");
        json.put("value", key);
        return json;
    }

    private static Map<String, Object> attribute(String key, String value) {
        var json = new LinkedHashMap<String, Object>();
        json.put("key", key);
        json.put("value", value);
        return json;
    }

    /** The variant takes the stock; title and price stay what the marketplace sold it as. */
    private static Map<String, @Nullable Object> line(
            OrderContent content, OrderContent.Line line, Map<String, String> variantIds) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("variantId", variantIds.get(String.valueOf(line.sku())));
        json.put("sku", line.sku());
        json.put("title", line.title() == null ? line.sku() : line.title());
        json.put("quantity", line.quantity());
        json.put("priceSet", money(content, line.unitPrice()));
        json.values().removeIf(value -> value == null);
        return json;
    }

    private static @Nullable List<Object> shipping(OrderContent content) {
        if (content.shipping().signum() == 0) {
            return null;
        }
        var json = new LinkedHashMap<String, Object>();
        json.put("title", GATEWAY);
        json.put("priceSet", money(content, content.shipping()));
        return List.of(json);
    }

    /** The shop wants a rate too; the amount is what counts. */
    private static @Nullable List<Object> tax(OrderContent content) {
        if (content.tax().signum() == 0) {
            return null;
        }
        var net = content.total().subtract(content.tax());
        var json = new LinkedHashMap<String, Object>();
        json.put("title", "Tax collected by the marketplace");
        json.put("rate", net.signum() > 0 ? content.tax().divide(net, RATE).toPlainString() : "1");
        json.put("priceSet", money(content, content.tax()));
        return List.of(json);
    }

    private static @Nullable Object discount(OrderContent content) {
        if (content.discount().signum() == 0) {
            return null;
        }
        var fixed = new LinkedHashMap<String, Object>();
        fixed.put("code", "MARKETPLACE");
        fixed.put("amountSet", money(content, content.discount()));
        return Map.of("itemFixedDiscountCode", fixed);
    }

    private static @Nullable List<Object> paid(OrderContent content) {
        if (content.total().signum() == 0) {
            return null;
        }
        var json = new LinkedHashMap<String, Object>();
        json.put("kind", "SALE");
        json.put("status", "SUCCESS");
        json.put("gateway", GATEWAY);
        json.put("amountSet", money(content, content.total()));
        return List.of(json);
    }

    private static Map<String, Object> money(OrderContent content, BigDecimal amount) {
        var money = new LinkedHashMap<String, Object>();
        money.put("amount", amount.toPlainString());
        money.put("currencyCode", content.currency());
        return Map.of("shopMoney", money);
    }

    private static Map<String, @Nullable Object> billing(OrderContent content) {
        var json = address(
                content, content.billingAddress() == null ? content.shippingAddress() : content.billingAddress());
        var customer = content.customer();
        if (customer.firstName() != null || customer.lastName() != null) {
            json.put("firstName", customer.firstName());
            json.put("lastName", customer.lastName());
        }
        json.put("phone", customer.phone());
        json.values().removeIf(value -> value == null);
        return json;
    }

    /** The shop has a first and a last name where the marketplace may have one text: all of it goes into the last. */
    private static Map<String, @Nullable Object> address(OrderContent content, OrderContent.Address address) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        if (address.name() == null) {
            json.put("firstName", content.customer().firstName());
            json.put("lastName", content.customer().lastName());
        } else {
            json.put("lastName", address.name());
        }
        json.put("company", address.company());
        json.put("address1", address.line1());
        json.put("address2", address.line2());
        json.put("city", address.city());
        var region = address.region();
        json.put(region != null && CODE.matcher(region).matches() ? "provinceCode" : "province", region);
        json.put("zip", address.postalCode());
        json.put("countryCode", address.country());
        json.values().removeIf(value -> value == null);
        return json;
    }
}
