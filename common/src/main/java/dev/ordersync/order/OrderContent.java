package dev.ordersync.order;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the marketplace sent. It never changes within a generation. Validated at intake; money is never negative. */
public record OrderContent(
        String id,
        String source,
        @Nullable String url,
        String store,
        OffsetDateTime placedAt,
        String currency,
        Customer customer,
        Address shippingAddress,
        @Nullable Address billingAddress,
        List<Line> lines,
        BigDecimal shipping,
        BigDecimal tax,
        BigDecimal discount,
        BigDecimal total,
        @Nullable String note) {

    public static final String DEFAULT_SOURCE = "default";

    public record Customer(
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String email,
            @Nullable String phone) {}

    public record Address(
            @Nullable String name,
            @Nullable String company,
            @Nullable String line1,
            @Nullable String line2,
            @Nullable String city,
            @Nullable String region,
            @Nullable String postalCode,
            @Nullable String country) {}

    public record Line(@Nullable String sku, @Nullable String title, int quantity, BigDecimal unitPrice) {}
}
