package dev.ordersync.content;

import dev.ordersync.order.OrderContent;
import dev.ordersync.order.OrderContent.Address;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells a repeat from a conflict: equal for contents that are equal after parsing, whatever the order of keys, the zeros
 * of an amount, the offset of a time, or null written or left out. Stored, so its form never changes.
 */
public final class ContentHash {
    private static final JsonMapper JSON = JsonMapper.shared();

    private ContentHash() {}

    public static byte[] of(OrderContent order) {
        var values = new ArrayList<@Nullable Object>();
        values.add(order.id());
        values.add(order.source());
        values.add(order.url());
        values.add(order.store());
        values.add(order.placedAt().toInstant().toString());
        values.add(order.currency());
        var customer = order.customer();
        values.add(customer.firstName());
        values.add(customer.lastName());
        values.add(customer.email());
        values.add(customer.phone());
        values.add(address(order.shippingAddress()));
        values.add(order.billingAddress() == null ? null : address(order.billingAddress()));
        values.add(order.lines().stream().map(ContentHash::line).toList());
        values.add(amount(order.shipping()));
        values.add(amount(order.tax()));
        values.add(amount(order.discount()));
        values.add(amount(order.total()));
        values.add(order.note());
        try {
            return MessageDigest.getInstance("SHA-256").digest(JSON.writeValueAsBytes(values));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static List<@Nullable Object> address(Address address) {
        return listOf(
                address.name(),
                address.company(),
                address.line1(),
                address.line2(),
                address.city(),
                address.region(),
                address.postalCode(),
                address.country());
    }

    private static List<@Nullable Object> line(OrderContent.Line line) {
        return listOf(line.sku(), line.title(), line.quantity(), amount(line.unitPrice()));
    }

    private static List<@Nullable Object> listOf(@Nullable Object... values) {
        var list = new ArrayList<@Nullable Object>();
        for (var value : values) {
            list.add(value);
        }
        return list;
    }

    private static String amount(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString();
    }
}
