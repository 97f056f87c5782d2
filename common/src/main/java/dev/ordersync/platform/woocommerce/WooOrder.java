package dev.ordersync.platform.woocommerce;

import dev.ordersync.order.OrderContent;
import dev.ordersync.platform.NewOrder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * An order in WooCommerce's words. The key goes where each kind of shop can find it: {@code transaction_id} is written
 * first and searchable with order tables, {@code created_via} is an exact filter since 9.9, the meta field is in every
 * answer. The marketplace's prices stand, and its tax and discount are fees, so that the shop calculates nothing anew.
 */
final class WooOrder {
    static final String KEY_META = "_ordersync_key";
    static final String ID_META = "_ordersync_order";

    /** The same order is the same text in every process, so that each attempt sends the same bytes. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private WooOrder() {}

    static String json(NewOrder order) {
        var content = order.content();
        var json = new HashMap<String, @Nullable Object>();
        json.put("status", "processing");
        json.put("set_paid", true);
        json.put("payment_method", "marketplace");
        json.put("payment_method_title", "Marketplace");
        json.put("currency", content.currency());
        json.put("transaction_id", order.key());
        json.put("created_via", order.key());
        json.put("customer_note", content.note());
        json.put("billing", billing(content));
        json.put("shipping", address(content, content.shippingAddress()));
        json.put("line_items", content.lines().stream().map(WooOrder::line).toList());
        json.put("shipping_lines", shipping(content));
        json.put("fee_lines", fees(content));
        json.put(
                "meta_data",
                List.of(meta(KEY_META, order.key()), meta(ID_META, content.id()), meta("is_vat_exempt", "yes")));
        json.values().removeIf(value -> value == null);
        return JSON.writeValueAsString(json);
    }

    private static Map<String, String> meta(String key, String value) {
        return Map.of("key", key, "value", value);
    }

    private static Map<String, @Nullable Object> line(OrderContent.Line line) {
        var total = money(line.unitPrice().multiply(BigDecimal.valueOf(line.quantity())));
        var json = new HashMap<String, @Nullable Object>();
        json.put("sku", line.sku());
        json.put("name", line.title());
        json.put("quantity", line.quantity());
        json.put("subtotal", total);
        json.put("total", total);
        json.values().removeIf(value -> value == null);
        return json;
    }

    private static List<Map<String, Object>> shipping(OrderContent content) {
        return content.shipping().signum() == 0
                ? List.of()
                : List.of(Map.of(
                        "method_id", "marketplace",
                        "method_title", "Marketplace",
                        "total", money(content.shipping())));
    }

    private static List<Map<String, Object>> fees(OrderContent content) {
        var fees = new ArrayList<Map<String, Object>>();
        if (content.tax().signum() != 0) {
            fees.add(fee("Tax collected by the marketplace", content.tax()));
        }
        if (content.discount().signum() != 0) {
            fees.add(fee("Discount", content.discount().negate()));
        }
        return fees;
    }

    private static Map<String, Object> fee(String name, BigDecimal total) {
        return Map.of("name", name, "tax_status", "none", "total", money(total));
    }

    private static Map<String, @Nullable String> billing(OrderContent content) {
        var billing = address(
                content, content.billingAddress() == null ? content.shippingAddress() : content.billingAddress());
        billing.put("first_name", content.customer().firstName());
        billing.put("last_name", content.customer().lastName());
        billing.put("email", content.customer().email());
        billing.put("phone", content.customer().phone());
        billing.values().removeIf(value -> value == null);
        return billing;
    }

    /** The shop has a first and a last name where the marketplace may have one text: all of it goes into the last. */
    private static Map<String, @Nullable String> address(OrderContent content, OrderContent.Address address) {
        var json = new HashMap<String, @Nullable String>();
        if (address.name() == null) {
            json.put("first_name", content.customer().firstName());
            json.put("last_name", content.customer().lastName());
        } else {
            json.put("last_name", address.name());
        }
        json.put("company", address.company());
        json.put("address_1", address.line1());
        json.put("address_2", address.line2());
        json.put("city", address.city());
        json.put("state", address.region());
        json.put("postcode", address.postalCode());
        json.put("country", address.country());
        json.values().removeIf(value -> value == null);
        return json;
    }

    private static String money(BigDecimal amount) {
        return amount.toPlainString();
    }
}
