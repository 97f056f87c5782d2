package dev.ordersync.order;

/** Our own number of an order, in the order of arrival. */
public record OrderId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
