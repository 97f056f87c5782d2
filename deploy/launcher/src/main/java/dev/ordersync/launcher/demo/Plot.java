package dev.ordersync.launcher.demo;

import org.jspecify.annotations.Nullable;

/**
 * What happens to a demo order. The shop knows it by the order's id.
 *
 * <p>Every final status of an order is the end of one plot at least.
 */
enum Plot {
    SYNCED("PLAIN", null, null, "goes through: synced"),
    LINKED("LOST-REPLY", "timeout-after-saving", 1, "saved, never answered: found and linked, not sent twice"),
    RETRIED("LOST-REQUEST", "timeout-without-saving", 1, "never arrived: proven absent, then retried: synced"),
    BROKEN("NO-REFERENCE", "drop-reference", 1, "saved without our reference: a person decides: broken"),
    REJECTED("REFUSED", "refuse", null, "refused by the shop: rejected, wants a correction"),
    FAILED("NEVER-ANSWERS", "timeout-without-saving", null, "every attempt times out: failed, Retry is safe"),
    CANCELLED("CANCELLED", "timeout-without-saving", 1, "cancelled while in doubt: kept as a wish: cancelled");

    private final String word;
    private final @Nullable String fault;
    private final @Nullable Integer strikesPerOrder;
    private final String story;

    Plot(String word, @Nullable String fault, @Nullable Integer strikesPerOrder, String story) {
        this.word = word;
        this.fault = fault;
        this.strikesPerOrder = strikesPerOrder;
        this.story = story;
    }

    String orderId(long number) {
        return "DEMO-" + word + "-" + number;
    }

    String idPattern() {
        return "DEMO-" + word + "-*";
    }

    /** How the sandbox calls it, null where the shop behaves. */
    @Nullable
    String fault() {
        return fault;
    }

    /** How many POSTs of one order meet the fault, null for all. */
    @Nullable
    Integer strikesPerOrder() {
        return strikesPerOrder;
    }

    String story() {
        return story;
    }
}
