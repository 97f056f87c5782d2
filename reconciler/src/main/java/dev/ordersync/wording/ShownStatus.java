package dev.ordersync.wording;

import dev.ordersync.order.OrderStatus;
import java.util.Locale;

/**
 * What people read about an order's status. A twin and a passed deadline are flags that replace the status while they
 * last.
 */
public enum ShownStatus {
    QUEUED("Waiting to be sent", "Waiting"),
    POSTING("Being sent", "Being sent"),
    SYNCED("In your shop", "In the shop"),
    IN_DOUBT("Not sure it arrived", "Not sure it arrived"),
    OVERDUE("Not sure it arrived, and past the time for a decision", "Not sure, overdue"),
    WAITS_TOO_LONG("Waiting, and past its time", "Waiting, overdue"),
    BROKEN("Found in your shop, not linked", "Found, not linked"),
    TWIN("Arrived twice", "Arrived twice"),
    REJECTED("Refused by the shop", "Refused"),
    FAILED("Not delivered", "Not delivered"),
    RESYNCING("Being replaced in your shop", "Being replaced"),
    CANCELLED("Cancelled, will not be sent", "Cancelled");

    private final String longText;
    private final String shortText;

    ShownStatus(String longText, String shortText) {
        this.longText = longText;
        this.shortText = shortText;
    }

    public static ShownStatus of(OrderStatus status, boolean overdue, boolean openTwin) {
        if (openTwin) {
            return TWIN;
        }
        return switch (status) {
            case QUEUED -> overdue ? WAITS_TOO_LONG : QUEUED;
            case POSTING -> POSTING;
            case SYNCED -> SYNCED;
            case IN_DOUBT -> overdue ? OVERDUE : IN_DOUBT;
            case BROKEN -> BROKEN;
            case REJECTED -> REJECTED;
            case FAILED -> FAILED;
            case RESYNCING -> RESYNCING;
            case CANCELLED -> CANCELLED;
        };
    }

    /** The glyph's and the tone's name in the stylesheet. */
    public String code() {
        return this == WAITS_TOO_LONG ? OVERDUE.code() : name().toLowerCase(Locale.ROOT);
    }

    /** For the page of one order. */
    public String longText() {
        return longText;
    }

    /** For lists, chips and mails. */
    public String shortText() {
        return shortText;
    }
}
