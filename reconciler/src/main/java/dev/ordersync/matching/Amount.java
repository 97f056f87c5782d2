package dev.ordersync.matching;

import dev.ordersync.order.OrderContent;
import dev.ordersync.platform.Copy;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Compares totals. Money shown in another currency cannot be compared, and a total alone never decides. */
final class Amount {
    /** What a rounding of each piece may come to. */
    private static final BigDecimal PER_PIECE = new BigDecimal("0.01");

    private record Shown(BigDecimal amount, @Nullable String currency) {
        @Override
        public String toString() {
            return currency == null
                    ? amount.toPlainString()
                    : amount.toPlainString() + " " + currency.toUpperCase(Locale.ROOT);
        }
    }

    private Amount() {}

    static Compared compare(OrderContent ours, Copy.Content theirs) {
        var shown = new Shown(ours.total(), ours.currency());
        if (theirs.total() == null) {
            return Compared.missing(Field.TOTAL, shown, null);
        }
        var there = new Shown(theirs.total(), theirs.currency());
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
        int pieces = 1;
        for (var line : ours.lines()) {
            pieces += line.quantity();
        }
        var tolerance = PER_PIECE.multiply(BigDecimal.valueOf(pieces));
        if (difference.compareTo(tolerance) <= 0) {
            return Level.TOTAL_NEAR;
        }
        return isExplained(ours, difference, tolerance) ? Level.TOTAL_EXPLAINED : Level.TOTAL_OTHER;
    }

    /** Prices with tax counted as without, or shipping or a discount kept outside of the total. */
    private static boolean isExplained(OrderContent ours, BigDecimal difference, BigDecimal tolerance) {
        return isPart(ours.tax(), difference, tolerance)
                || isPart(ours.shipping(), difference, tolerance)
                || isPart(ours.discount(), difference, tolerance)
                || isPart(ours.tax().add(ours.shipping()), difference, tolerance)
                || isPart(ours.tax().subtract(ours.discount()).abs(), difference, tolerance)
                || isPart(ours.shipping().subtract(ours.discount()).abs(), difference, tolerance);
    }

    private static boolean isPart(BigDecimal part, BigDecimal difference, BigDecimal tolerance) {
        return part.compareTo(tolerance) > 0 && part.subtract(difference).abs().compareTo(tolerance) <= 0;
    }
}
