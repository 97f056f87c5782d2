package dev.ordersync.order;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Where an order stands, and every transition that is allowed: the columns of the table in the design. */
public enum OrderStatus {
    /** Due to be posted, or waiting for its turn, a rate limit or its store. */
    QUEUED,
    /** An attempt is in flight. */
    POSTING,
    /** The platform's order is known. */
    SYNCED,
    /** The outcome of an attempt is unknown; lookups are running. */
    IN_DOUBT,
    /** The platform has the order, or said that it took it, and it is not linked. */
    BROKEN,
    /** The platform refused this order. */
    REJECTED,
    /** The retry budget is used up without a match, or it could not be sent for {@code giveUpAfter}. */
    FAILED,
    /** The platform's copy is being voided before a fresh post. */
    RESYNCING,
    /** Will not be sent. */
    CANCELLED;

    /** The name in JSON, in the database and in metrics. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a text that names no status */
    public static OrderStatus of(String code) {
        return Arrays.stream(values())
                .filter(status -> status.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No order status is called " + code));
    }

    /** The statuses that a single transition may lead to. */
    public Set<OrderStatus> next() {
        return switch (this) {
            case QUEUED -> EnumSet.of(QUEUED, POSTING, IN_DOUBT, SYNCED, BROKEN, CANCELLED, FAILED);
            case POSTING -> EnumSet.of(SYNCED, IN_DOUBT, QUEUED, REJECTED, BROKEN, CANCELLED);
            case SYNCED -> EnumSet.of(BROKEN);
            case IN_DOUBT -> EnumSet.of(SYNCED, BROKEN, QUEUED, FAILED, CANCELLED);
            case BROKEN -> EnumSet.of(SYNCED, IN_DOUBT, QUEUED, RESYNCING);
            case REJECTED, FAILED -> EnumSet.of(QUEUED, IN_DOUBT, SYNCED, BROKEN, CANCELLED);
            case RESYNCING -> EnumSet.of(QUEUED, BROKEN, CANCELLED);
            case CANCELLED -> EnumSet.of(BROKEN);
        };
    }

    /** Whether somebody acts next by itself: just these have a due time. */
    public boolean isUnderWay() {
        return this == QUEUED || this == POSTING || this == IN_DOUBT || this == RESYNCING;
    }

    /** Whether a person has to decide what comes next. */
    public boolean needsPerson() {
        return this == BROKEN || this == REJECTED || this == FAILED;
    }
}
