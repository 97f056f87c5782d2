package dev.ordersync.platform;

import dev.ordersync.order.PlatformOrderId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order as it exists in the shop. What the shop did not say is null: missing, not different.
 *
 * @param reference our idempotency key, where the shop kept it
 * @param createdAt by the shop's clock
 * @param status whether it still counts
 * @param editedAt when a person in the shop changed it
 * @param test made in the shop's test mode: never ours
 */
public record Copy(
        PlatformOrderId id,
        @Nullable String url,
        @Nullable String reference,
        Instant createdAt,
        Status status,
        @Nullable Instant editedAt,
        boolean test,
        Content content) {

    /** Whether the copy still counts in the shop. */
    public enum Status {
        /** Begun and not placed: nobody ships it, and it may still become an order. */
        UNFINISHED,
        OPEN,
        FULFILLED,
        CANCELLED,
        TRASHED;

        public boolean isLive() {
            return this == UNFINISHED || this == OPEN || this == FULFILLED;
        }
    }

    /** What the copy is about, as far as the shop says it. */
    public record Content(
            @Nullable String marketplaceId,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String addressLine1,
            @Nullable String city,
            @Nullable String postalCode,
            @Nullable String country,
            @Nullable String currency,
            @Nullable BigDecimal total,
            List<Line> lines,
            Details details) {

        /** Of a shop that says no more. */
        public Content(
                @Nullable String marketplaceId,
                @Nullable String firstName,
                @Nullable String lastName,
                @Nullable String email,
                @Nullable String phone,
                @Nullable String addressLine1,
                @Nullable String city,
                @Nullable String postalCode,
                @Nullable String country,
                @Nullable String currency,
                @Nullable BigDecimal total,
                List<Line> lines) {
            this(
                    marketplaceId,
                    firstName,
                    lastName,
                    email,
                    phone,
                    addressLine1,
                    city,
                    postalCode,
                    country,
                    currency,
                    total,
                    lines,
                    Details.NONE);
        }
    }

    /**
     * What tells people apart further. It never decides whether a copy is as sent.
     *
     * @param shippingName whom it is sent to
     * @param company at the address that it is sent to
     */
    public record Details(
            @Nullable String shippingName,
            @Nullable String company,
            @Nullable String addressLine2,
            @Nullable String region) {
        public static final Details NONE = new Details(null, null, null, null);
    }

    public record Line(@Nullable String sku, @Nullable String title, int quantity) {}

    /** Worked on: fulfilled, or edited by a person. */
    public boolean workedOn() {
        return status == Status.FULFILLED || editedAt != null;
    }
}
