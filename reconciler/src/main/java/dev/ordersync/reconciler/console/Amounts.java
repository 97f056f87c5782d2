package dev.ordersync.reconciler.console;

import java.math.BigDecimal;
import java.util.Locale;

/** Numbers for readers. */
final class Amounts {
    private Amounts() {}

    /** "1,249.00": grouped, with the decimals that it came with. */
    static String money(BigDecimal amount) {
        return String.format(Locale.ENGLISH, "%,." + Math.max(0, amount.scale()) + "f", amount);
    }

    static String count(long count) {
        return String.format(Locale.ENGLISH, "%,d", count);
    }

    /** "1 order", "12 orders". */
    static String of(long count, String noun) {
        return count(count) + "\u00a0" + noun + (count == 1 ? "" : "s");
    }

    /** 0.97 as "97 %". */
    static String percent(double share) {
        return Math.round(share * 100) + "\u00a0%";
    }
}
