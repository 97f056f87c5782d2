package dev.ordersync.reconciler.console;

import java.util.Locale;

/** The buttons of an order's page, with what is said after a press. */
enum Pressed {
    RETRY("Not sent again", "Queued to be sent again. Its progress shows below."),
    LINK("Not linked", "Linked. From now on the two stay in step; nothing was sent or deleted."),
    UNLINK("Not unlinked", "The link is taken back. Nothing was deleted in your shop."),
    CANCEL("Not cancelled", "Noted: this order is not to be sent any more."),
    DISMISS("Not changed", "Noted: that order in your shop is another one. We look again before anything is sent.");

    private final String refused;
    private final String done;

    Pressed(String refused, String done) {
        this.refused = refused;
        this.done = done;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What did not happen. */
    String refused() {
        return refused;
    }

    /** What did. */
    String done() {
        return done;
    }
}
