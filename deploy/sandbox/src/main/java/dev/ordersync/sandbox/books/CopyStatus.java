package dev.ordersync.sandbox.books;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a copy stands in the shop. */
public enum CopyStatus {
    OPEN,
    FULFILLED,
    CANCELLED,
    TRASHED;

    /** The contract's word for it. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether goods would still leave the shop, or have left it. */
    public boolean isLive() {
        return this == OPEN || this == FULFILLED;
    }
}
