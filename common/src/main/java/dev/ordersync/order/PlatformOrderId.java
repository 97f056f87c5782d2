package dev.ordersync.order;

/** The id that a shop gave to its copy of an order. */
public record PlatformOrderId(String value) {
    /** Longer ids are not ids: the answer that carries one is not recognised. */
    public static final int MAX_LENGTH = 200;

    public PlatformOrderId {
        if (value.isBlank() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("A platform order id has 1–" + MAX_LENGTH + " characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
