package dev.ordersync.matching;

import dev.ordersync.order.OrderContent;
import dev.ordersync.platform.Copy;

/** Weighs how much a copy looks like an order. The same input gives the same answer, byte for byte. */
public interface Matcher {
    /** Named by every decision; changes whenever an answer could. */
    String version();

    Match compare(OrderContent order, Copy copy);
}
