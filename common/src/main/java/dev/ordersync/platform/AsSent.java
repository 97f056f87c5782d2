package dev.ordersync.platform;

import dev.ordersync.order.OrderContent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares a copy with what was sent by the fields that decide whether it is whole: lines, quantities, total, currency.
 * Everything else (address, note, status) a merchant may edit without making it another order.
 */
public final class AsSent {
    private AsSent() {}

    /** As {@link #differences(OrderContent, Copy.Content)}; an order that was never placed is not what was sent. */
    public static List<String> differences(OrderContent sent, Copy copy) {
        var differences = new ArrayList<>(differences(sent, copy.content()));
        if (copy.status() == Copy.Status.UNFINISHED) {
            differences.add("status");
        }
        return List.copyOf(differences);
    }

    /** The fields in which the copy is not what was sent, empty when it is whole. A missing total is a difference. */
    public static List<String> differences(OrderContent sent, Copy.Content copy) {
        var differences = new ArrayList<String>();
        if (copy.lines().isEmpty()
                || copy.lines().stream().anyMatch(line -> blank(line.sku()) && blank(line.title()))) {
            differences.add("lines");
        } else if (!quantities(sent).equals(quantities(copy))) {
            differences.add("lines");
        }
        if (!sameMoney(sent.total(), copy.total())) {
            differences.add("total");
        }
        if (copy.currency() != null && !copy.currency().equals(sent.currency())) {
            differences.add("currency");
        }
        return List.copyOf(differences);
    }

    private static Map<String, Integer> quantities(OrderContent sent) {
        var quantities = new HashMap<String, Integer>();
        sent.lines().forEach(line -> quantities.merge(item(line.sku(), line.title()), line.quantity(), Integer::sum));
        return quantities;
    }

    private static Map<String, Integer> quantities(Copy.Content copy) {
        var quantities = new HashMap<String, Integer>();
        copy.lines().forEach(line -> quantities.merge(item(line.sku(), line.title()), line.quantity(), Integer::sum));
        return quantities;
    }

    private static String item(@Nullable String sku, @Nullable String title) {
        return blank(sku) ? "title:" + title : "sku:" + sku;
    }

    private static boolean sameMoney(BigDecimal ours, @Nullable BigDecimal theirs) {
        return theirs != null && ours.compareTo(theirs) == 0;
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
