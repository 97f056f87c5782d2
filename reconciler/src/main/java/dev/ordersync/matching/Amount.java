package dev.ordersync.matching;

import dev.ordersync.order.OrderContent;
import dev.ordersync.platform.Copy;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Compares totals. Money shown in another currency cannot be compared, and a total alone never decides. */
final class Amount {
    /** What a rounding of each piece may come to. */
    private static final BigDecimal PER_PIECE = new BigDecimal("0.01");

    private Amount() {}

    static Compared compare(OrderContent ours, Copy.Content theirs) {
        var shown = shown(ours.total(), ours.currency());
        if (theirs.total() == null) {
            return Compared.missing(Field.TOTAL, shown, null);
        }
        var there = shown(theirs.total(), theirs.currency());
        if (theirs.currency() != null && !theirs.currency().equalsIgnoreCase(ours.currency())) {
            return Compared.missing(Field.TOTAL, shown, there);
        }
        return Compared.at(level(ours, theirs.total()), shown, there);
    }

    private static Level level(OrderContent ours, BigDecimal theirs) {
        var difference = theirs.subtract(ours.total()).abs();
        if (difference.signum() == 0) {
            return Level.TOTAL_SAME;
        }
        int pieces = ours.lines().stream().mapToInt(OrderContent.Line::quantity).sum();
        var tolerance = PER_PIECE.multiply(BigDecimal.valueOf(pieces + 1L));
        if (difference.compareTo(tolerance) <= 0) {
            return Level.TOTAL_NEAR;
        }
        return explained(ours, difference, tolerance) ? Level.TOTAL_EXPLAINED : Level.TOTAL_OTHER;
    }

    /** Prices with tax counted as without, or shipping or a discount kept outside of the total. */
    private static boolean explained(OrderContent ours, BigDecimal difference, BigDecimal tolerance) {
        return List.of(
                        ours.tax(),
                        ours.shipping(),
                        ours.discount(),
                        ours.tax().add(ours.shipping()),
                        ours.tax().subtract(ours.discount()).abs(),
                        ours.shipping().subtract(ours.discount()).abs())
                .stream()
                .filter(part -> part.compareTo(tolerance) > 0)
                .anyMatch(part -> part.subtract(difference).abs().compareTo(tolerance) <= 0);
    }

    private static String shown(BigDecimal amount, @Nullable String currency) {
        return currency == null
                ? amount.toPlainString()
                : amount.toPlainString() + " " + currency.toUpperCase(Locale.ROOT);
    }
}
