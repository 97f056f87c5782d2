package dev.ordersync.matching;

import java.util.Arrays;
import java.util.Optional;

/** What is compared, in the order in which people read it. */
public enum Field {
    NAME("customer.name", true),
    EMAIL("customer.email", true),
    PHONE("customer.phone", true),
    ADDRESS("shippingAddress", true),
    LINES("lines", true),
    TOTAL("total", false),
    TIME("time", false);

    private final String code;
    private final boolean mayDecide;

    Field(String code, boolean mayDecide) {
        this.code = code;
        this.mayDecide = mayDecide;
    }

    public String code() {
        return code;
    }

    /** Whether its agreement can make a copy likely; many strangers pay the same amount in the same minute. */
    boolean mayDecide() {
        return mayDecide;
    }

    static Optional<Field> of(String code) {
        return Arrays.stream(values()).filter(field -> field.code.equals(code)).findFirst();
    }
}
