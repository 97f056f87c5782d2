package dev.ordersync.platform.vendure;

import dev.ordersync.order.OrderContent;
import dev.ordersync.platform.NewOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An order in Vendure's words. Our key goes into {@code externalId}, whose values the shop keeps unique, and into
 * {@code syncKey}, which no other application has a use for; the marketplace's id is the payment's.
 */
final class VendureOrder {
    /** Where a customer of a marketplace has no address: mail to it goes nowhere, and it is read as none. */
    static final String NO_MAIL = "@marketplace.invalid";

    private static final String METHOD = "marketplace";

    private VendureOrder() {}

    static String email(NewOrder order) {
        var email = order.content().customer().email();
        // As the shop keeps it.
        return email == null ? order.key() + NO_MAIL : email.strip().toLowerCase(Locale.ROOT);
    }

    static Map<String, @Nullable Object> mark(String draft, String reference) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("externalId", reference);
        fields.put("syncKey", reference);
        return Map.of("order", draft, "fields", Map.of("id", draft, "customFields", fields));
    }

    /**
     * The things bought, as the shop adds them: by variant, each once.
     *
     * @param variants by SKU
     */
    static List<Map<String, Object>> items(NewOrder order, Map<String, String> variants) {
        var quantities = new LinkedHashMap<String, Integer>();
        order.content()
                .lines()
                .forEach(line -> quantities.merge(
                        Objects.requireNonNull(variants.get(Objects.requireNonNull(line.sku()))),
                        line.quantity(),
                        Integer::sum));
        var items = new ArrayList<Map<String, Object>>();
        quantities.forEach((variant, quantity) -> items.add(Map.of("productVariantId", variant, "quantity", quantity)));
        return items;
    }

    /** @param customer the shop's own, where it knows the mailbox; that one's name stays as it is */
    static Map<String, @Nullable Object> person(String draft, NewOrder order, @Nullable String customer) {
        var content = order.content();
        var person = content.customer();
        var variables = new LinkedHashMap<String, @Nullable Object>();
        variables.put("order", draft);
        variables.put("customer", customer);
        if (customer == null) {
            var input = new LinkedHashMap<String, @Nullable Object>();
            input.put("emailAddress", email(order));
            input.put("firstName", text(person.firstName()));
            input.put("lastName", text(person.lastName()));
            input.put("phoneNumber", person.phone());
            variables.put("newCustomer", input);
        }
        variables.put("address", address(content, content.shippingAddress()));
        variables.put(
                "billing",
                address(
                        content,
                        content.billingAddress() == null ? content.shippingAddress() : content.billingAddress()));
        variables.put("note", text(content.note()));
        variables.put("hasNote", content.note() != null);
        return variables;
    }

    static Map<String, @Nullable Object> payment(String draft, NewOrder order) {
        var payment = Map.of(
                "orderId",
                draft,
                "method",
                METHOD,
                "transactionId",
                order.content().id(),
                "metadata",
                Map.of("source", order.content().source()));
        return Map.of("order", draft, "payment", payment);
    }

    private static Map<String, @Nullable Object> address(OrderContent content, OrderContent.Address address) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("fullName", address.name() == null ? name(content.customer()) : address.name());
        json.put("company", address.company());
        json.put("streetLine1", text(address.line1()));
        json.put("streetLine2", address.line2());
        json.put("city", address.city());
        json.put("province", address.region());
        json.put("postalCode", address.postalCode());
        json.put("countryCode", text(address.country()));
        json.put("phoneNumber", content.customer().phone());
        json.values().removeIf(Objects::isNull);
        return json;
    }

    private static String name(OrderContent.Customer customer) {
        return (text(customer.firstName()) + " " + text(customer.lastName())).strip();
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
