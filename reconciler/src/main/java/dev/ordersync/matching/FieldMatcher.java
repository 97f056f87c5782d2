package dev.ordersync.matching;

import dev.ordersync.order.OrderContent;
import dev.ordersync.platform.Copy;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A first ruleset over name, e-mail, phone, address, items and total. Each agreement level has a weight in the manner of
 * Fellegi and Sunter; a total alone never decides, and what the shop does not say weighs nothing. The weights are stated,
 * not estimated.
 */
public final class FieldMatcher implements Matcher {
    /** The sum that stands for even odds: an order and a stranger's copy start this far apart. */
    private static final double PRIOR = -6;

    @Override
    public String version() {
        return "fields-1";
    }

    @Override
    public Match compare(OrderContent order, Copy copy) {
        var theirs = copy.content();
        var customer = order.customer();
        var evidence = new ArrayList<Evidence>();
        evidence.add(name(customer, theirs));
        evidence.add(text("customer.email", lower(customer.email()), lower(theirs.email()), 5, -3));
        evidence.add(text("customer.phone", phone(customer.phone()), phone(theirs.phone()), 4, -1));
        evidence.add(text(
                "shippingAddress",
                address(order.shippingAddress().line1(), order.shippingAddress().postalCode()),
                address(theirs.addressLine1(), theirs.postalCode()),
                3.5,
                -1.5));
        evidence.add(items(order.lines(), theirs.lines()));
        evidence.add(total(order.total(), theirs.total()));
        double sum = PRIOR + evidence.stream().mapToDouble(Evidence::weight).sum();
        return new Match(Math.round(100 / (1 + Math.exp(-sum))) / 100.0, List.copyOf(evidence));
    }

    private static Evidence name(OrderContent.Customer ours, Copy.Content theirs) {
        var ourName = join(ours.firstName(), ours.lastName());
        var theirName = join(theirs.firstName(), theirs.lastName());
        if (ourName == null || theirName == null) {
            return new Evidence("customer.name", ourName, theirName, Agreement.MISSING, 0);
        }
        if (Names.key(ourName).equals(Names.key(theirName))) {
            return new Evidence("customer.name", ourName, theirName, Agreement.EXACT, 3.5);
        }
        if (Names.alike(ourName, theirName)) {
            return new Evidence("customer.name", ourName, theirName, Agreement.CLOSE, 2);
        }
        return new Evidence("customer.name", ourName, theirName, Agreement.DIFFERS, -3);
    }

    private static Evidence text(
            String field, @Nullable String ours, @Nullable String theirs, double agrees, double differs) {
        if (ours == null || theirs == null) {
            return new Evidence(field, ours, theirs, Agreement.MISSING, 0);
        }
        return ours.equals(theirs)
                ? new Evidence(field, ours, theirs, Agreement.EXACT, agrees)
                : new Evidence(field, ours, theirs, Agreement.DIFFERS, differs);
    }

    private static Evidence items(List<OrderContent.Line> ours, List<Copy.Line> theirs) {
        var wanted = new TreeMap<String, Integer>();
        ours.forEach(line -> wanted.merge(item(line.sku(), line.title()), line.quantity(), Integer::sum));
        var there = new TreeMap<String, Integer>();
        theirs.forEach(line -> there.merge(item(line.sku(), line.title()), line.quantity(), Integer::sum));
        if (there.isEmpty()) {
            return new Evidence("lines", show(wanted), null, Agreement.MISSING, 0);
        }
        if (wanted.equals(there)) {
            return new Evidence("lines", show(wanted), show(there), Agreement.EXACT, 4);
        }
        boolean part = wanted.keySet().stream().anyMatch(there::containsKey);
        return part
                ? new Evidence("lines", show(wanted), show(there), Agreement.CLOSE, 1)
                : new Evidence("lines", show(wanted), show(there), Agreement.DIFFERS, -4);
    }

    private static Evidence total(BigDecimal ours, @Nullable BigDecimal theirs) {
        if (theirs == null) {
            return new Evidence("total", ours.toPlainString(), null, Agreement.MISSING, 0);
        }
        boolean same = ours.compareTo(theirs) == 0;
        return new Evidence(
                "total",
                ours.toPlainString(),
                theirs.toPlainString(),
                same ? Agreement.EXACT : Agreement.DIFFERS,
                same ? 1.5 : -0.5);
    }

    private static String show(Map<String, Integer> items) {
        var parts = new ArrayList<String>();
        items.forEach((item, quantity) -> parts.add(quantity + " × " + item));
        return String.join(", ", parts);
    }

    private static String item(@Nullable String sku, @Nullable String title) {
        return sku != null && !sku.isBlank()
                ? sku.strip()
                : String.valueOf(title).strip();
    }

    private static @Nullable String join(@Nullable String first, @Nullable String last) {
        var joined = ((first == null ? "" : first) + " " + (last == null ? "" : last)).strip();
        return joined.isEmpty() ? null : joined;
    }

    private static @Nullable String lower(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip().toLowerCase(Locale.ROOT);
    }

    /** The last nine digits: enough to tell people apart, short enough to ignore how the country is written. */
    private static @Nullable String phone(@Nullable String text) {
        if (text == null) {
            return null;
        }
        var digits = text.replaceAll("\\D", "");
        return digits.length() < 6 ? null : digits.substring(Math.max(0, digits.length() - 9));
    }

    private static @Nullable String address(@Nullable String line, @Nullable String postalCode) {
        if (line == null || postalCode == null || line.isBlank() || postalCode.isBlank()) {
            return null;
        }
        return Names.key(line) + ", " + postalCode.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
    }
}
