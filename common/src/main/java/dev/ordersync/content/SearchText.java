package dev.ordersync.content;

import dev.ordersync.order.OrderContent;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What lists show of an order, and what their search looks in. */
public final class SearchText {
    private SearchText() {}

    /** The name to show in lists; the shipping name where the customer has none. */
    public static String customer(OrderContent order) {
        var name = joined(order.customer().firstName(), order.customer().lastName());
        return name.isEmpty() ? joined(order.shippingAddress().name()) : name;
    }

    /** One text a line, in lower case. */
    public static String haystack(OrderContent order) {
        var customer = order.customer();
        return Stream.concat(
                        Stream.of(
                                order.id(),
                                joined(customer.firstName(), customer.lastName()),
                                order.shippingAddress().name(),
                                customer.email()),
                        order.lines().stream().map(OrderContent.Line::sku))
                .filter(text -> text != null && !text.isBlank())
                .map(text -> text.toLowerCase(Locale.ROOT))
                .distinct()
                .collect(Collectors.joining("\n"));
    }

    private static String joined(@Nullable String... texts) {
        return Stream.of(texts).filter(Objects::nonNull).collect(Collectors.joining(" "));
    }
}
