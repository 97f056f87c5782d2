package dev.ordersync.order;

import java.util.regex.Pattern;

/** The public name of a store: 1–64 of a–z 0–9 -. */
public record StoreKey(String value) {
    private static final Pattern VALID = Pattern.compile("[a-z0-9-]{1,64}");

    public StoreKey {
        if (!isValid(value)) {
            throw new IllegalArgumentException("A store key is 1–64 of a–z 0–9 -");
        }
    }

    public static boolean isValid(String value) {
        return VALID.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
