package dev.ordersync.sandbox.shop;

import java.math.BigDecimal;

/** What the shops sell: everything, but for SKUs that say themselves that they are unknown. */
public final class Catalogue {

    public static final BigDecimal PRICE = new BigDecimal("10.00");
    /** Of each product, before the first order. */
    public static final int STOCK = 1_000_000;

    private static final String UNKNOWN = "UNKNOWN-";
    private static final String TWICE = "TWICE-";
    private static final int FIRST_ID = 10_000;
    private static final int IDS = 1_000_000;

    private Catalogue() {}

    public static boolean sells(String sku) {
        return !sku.isBlank() && !sku.startsWith(UNKNOWN);
    }

    /** Whether two products have it, where a platform lets them. */
    public static boolean hasTwice(String sku) {
        return sku.startsWith(TWICE);
    }

    /** The same for a SKU each time. */
    public static int idOf(String sku) {
        return FIRST_ID + Math.floorMod(sku.hashCode(), IDS);
    }
}
