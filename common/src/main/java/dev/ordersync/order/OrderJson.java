package dev.ordersync.order;

import java.math.BigDecimal;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads an order's stored body, which intake has validated. Absent amounts are zero. */
public final class OrderJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private OrderJson() {}

    public static OrderContent read(String body) {
        var read = JSON.readValue(body, OrderContent.class);
        return new OrderContent(
                read.id(),
                or(read.source(), OrderContent.DEFAULT_SOURCE),
                read.url(),
                read.store(),
                read.placedAt(),
                read.currency(),
                read.customer(),
                read.shippingAddress(),
                read.billingAddress(),
                read.lines(),
                or(read.shipping(), BigDecimal.ZERO),
                or(read.tax(), BigDecimal.ZERO),
                or(read.discount(), BigDecimal.ZERO),
                read.total(),
                read.note());
    }

    @SuppressWarnings("NullAway") // Jackson leaves absent components null.
    private static <T> T or(T value, T fallback) {
        return value == null ? fallback : value;
    }
}
