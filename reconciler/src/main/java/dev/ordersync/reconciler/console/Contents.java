package dev.ordersync.reconciler.console;

import dev.ordersync.order.OrderContent;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What was ordered and by whom, as an order's page shows it. */
record Contents(
        String customer,
        String total,
        String currency,
        List<Line> lines,
        List<Line> sums,
        @Nullable String email,
        @Nullable String phone,
        List<String> shipTo,
        @Nullable String note) {

    record Line(String text, @Nullable String sku, String amount) {}

    static Contents of(OrderContent order) {
        return new Contents(
                name(order),
                Amounts.money(order.total()),
                order.currency(),
                order.lines().stream().map(Contents::line).toList(),
                Stream.of(
                                sum("Shipping", order.shipping()),
                                sum("Tax", order.tax()),
                                sum("Discount", order.discount().negate()))
                        .filter(Objects::nonNull)
                        .toList(),
                order.customer().email(),
                order.customer().phone(),
                address(order.shippingAddress()),
                order.note());
    }

    private static String name(OrderContent order) {
        var customer = order.customer();
        var name = joined(" ", customer.firstName(), customer.lastName());
        return name.isEmpty() ? Objects.requireNonNullElse(customer.email(), "No name") : name;
    }

    private static Line line(OrderContent.Line line) {
        var title = line.title() == null ? Objects.requireNonNullElse(line.sku(), "No title") : line.title();
        return new Line(
                line.quantity() + "\u00a0× " + title,
                line.title() == null ? null : line.sku(),
                Amounts.money(line.unitPrice().multiply(BigDecimal.valueOf(line.quantity()))));
    }

    private static @Nullable Line sum(String text, BigDecimal amount) {
        return amount.signum() == 0
                ? null
                : new Line(text, null, Amounts.money(amount).replace('-', '−'));
    }

    private static List<String> address(OrderContent.Address address) {
        return Stream.of(
                        address.name(),
                        address.company(),
                        address.line1(),
                        address.line2(),
                        joined(", ", address.city(), joined(" ", address.region(), address.postalCode())),
                        address.country() == null ? null : country(address.country()))
                .filter(line -> line != null && !line.isBlank())
                .map(String::valueOf)
                .toList();
    }

    private static String country(String code) {
        return Locale.of("", code).getDisplayCountry(Locale.ENGLISH);
    }

    private static String joined(String separator, @Nullable String... parts) {
        return Stream.of(parts).filter(part -> part != null && !part.isBlank()).collect(Collectors.joining(separator));
    }
}
