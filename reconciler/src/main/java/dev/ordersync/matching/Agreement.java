package dev.ordersync.matching;

import java.util.Locale;

/** How far one field of a copy agrees with ours. Missing is not different. */
public enum Agreement {
    EXACT,
    CLOSE,
    MISSING,
    DIFFERS;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
