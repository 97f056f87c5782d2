package dev.ordersync.store;

import java.util.Locale;

/** What a store's health allows. Of several causes at once the first in this order is shown. */
public enum StoreState {
    /** Kept from posting by its own trouble: credentials, wrong shop, not yet verified. */
    HELD,
    /** Kept from posting by a person; lookups go on. */
    PAUSED,
    /** Not answering: harmless reads, then one order as a trial. */
    PROBING,
    ACTIVE;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
