package dev.ordersync.content;

import dev.ordersync.order.OrderContent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Names what a correction changes: for the audit, which must not hold what a customer wrote. */
public final class ChangedFields {
    private ChangedFields() {}

    /** Names of fields, never values; equal after parsing is no change. */
    public static List<String> between(OrderContent before, OrderContent after) {
        var changed = new ArrayList<String>();
        compare(changed, "url", before.url(), after.url());
        compare(
                changed,
                "placedAt",
                before.placedAt().toInstant(),
                after.placedAt().toInstant());
        compare(changed, "currency", before.currency(), after.currency());
        compare(changed, "customer", before.customer(), after.customer());
        compare(changed, "shippingAddress", before.shippingAddress(), after.shippingAddress());
        compare(changed, "billingAddress", before.billingAddress(), after.billingAddress());
        compare(changed, "lines", plain(before.lines()), plain(after.lines()));
        compare(changed, "shipping", plain(before.shipping()), plain(after.shipping()));
        compare(changed, "tax", plain(before.tax()), plain(after.tax()));
        compare(changed, "discount", plain(before.discount()), plain(after.discount()));
        compare(changed, "total", plain(before.total()), plain(after.total()));
        compare(changed, "note", before.note(), after.note());
        return List.copyOf(changed);
    }

    private static void compare(List<String> changed, String name, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            changed.add(name);
        }
    }

    private static BigDecimal plain(BigDecimal amount) {
        return amount.stripTrailingZeros();
    }

    private static List<OrderContent.Line> plain(List<OrderContent.Line> lines) {
        return lines.stream()
                .map(line -> new OrderContent.Line(line.sku(), line.title(), line.quantity(), plain(line.unitPrice())))
                .toList();
    }
}
