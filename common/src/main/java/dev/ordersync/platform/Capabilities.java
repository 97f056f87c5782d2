package dev.ordersync.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a shop can do: how sure a look into it is, and what a void leaves behind.
 *
 * @param recognition how a copy of ours is known again
 * @param deletable whether an order can be deleted at all; a shop may still refuse one
 * @param deleteReturnsStock whether a delete as we do it gives the stock back
 * @param cancelReturnsStock the same for a cancel
 * @param version of the shop's software, null where it does not say
 */
public record Capabilities(
        Recognition recognition,
        boolean deletable,
        boolean deleteReturnsStock,
        boolean cancelReturnsStock,
        @Nullable String version) {

    /** The surest first. */
    public enum Recognition {
        NATIVE_KEY("The shop itself takes one order only for each of our keys."),
        UNIQUE_FIELD("The shop refuses a second order with our reference."),
        SEARCHABLE_STAMP("Our reference is searched for by itself, and is in every list of orders too."),
        SCAN_ONLY("Our reference is found only by reading all orders of the time in question.");

        private final String words;

        Recognition(String words) {
            this.words = words;
        }

        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** As a shop of this version can do. */
    public Capabilities with(Recognition recognition, @Nullable String version) {
        return new Capabilities(recognition, deletable, deleteReturnsStock, cancelReturnsStock, version);
    }

    /** The same for people. */
    public List<String> words() {
        var words = new ArrayList<String>();
        if (version != null) {
            words.add("The shop runs version " + version + ".");
        }
        words.add(recognition.words);
        words.add(deletable ? "Its orders can be deleted; " + stock() : "Its orders can only be cancelled; " + stock());
        return List.copyOf(words);
    }

    private String stock() {
        if (deletable && !deleteReturnsStock) {
            return cancelReturnsStock
                    ? "that may leave their stock taken, while cancelling gives it back."
                    : "their stock may stay taken.";
        }
        return cancelReturnsStock || deleteReturnsStock ? "their stock comes back." : "their stock may stay taken.";
    }
}
