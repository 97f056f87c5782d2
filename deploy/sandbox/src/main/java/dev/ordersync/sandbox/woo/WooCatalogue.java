package dev.ordersync.sandbox.woo;

import java.math.BigDecimal;

/** What the shops sell: everything, but for SKUs that say themselves that they are unknown. */
final class WooCatalogue {

    static final BigDecimal PRICE = new BigDecimal("10.00");
    /** Of each product, before the first order. */
    static final int STOCK = 1_000_000;

    private static final String UNKNOWN = "UNKNOWN-";
    private static final int FIRST_ID = 10_000;
    private static final int IDS = 1_000_000;

    private WooCatalogue() {}

    static boolean sells(String sku) {
        return !sku.isBlank() && !sku.startsWith(UNKNOWN);
    }

    /** The same for a SKU each time. */
    static int idOf(String sku) {
        return FIRST_ID + Math.floorMod(sku.hashCode(), IDS);
    }
}
