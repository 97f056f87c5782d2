package dev.ordersync.platform.answer;

/** Whether an error of the shop's own says that it has no order of the id that was named: each platform has words for it. */
@FunctionalInterface
public interface NoSuchOrder {
    boolean says(int status, ShopError error);
}
