package dev.ordersync.launcher.demo;

import java.util.List;

/** Which plots a demo shows, in which order: all of them at once, then a mix as a calm day would bring. */
final class Script {

    /** Plots that take longest come first, so that every final status shows within two minutes. */
    private static final List<Plot> OPENING = List.of(
            Plot.FAILED,
            Plot.CANCELLED,
            Plot.SYNCED,
            Plot.LINKED,
            Plot.BROKEN,
            Plot.SYNCED,
            Plot.RETRIED,
            Plot.REJECTED,
            Plot.SYNCED,
            Plot.LINKED,
            Plot.SYNCED);

    private static final List<Plot> TRICKLE = List.of(
            Plot.SYNCED,
            Plot.SYNCED,
            Plot.LINKED,
            Plot.SYNCED,
            Plot.SYNCED,
            Plot.RETRIED,
            Plot.SYNCED,
            Plot.SYNCED,
            Plot.SYNCED,
            Plot.LINKED,
            Plot.SYNCED,
            Plot.REJECTED,
            Plot.SYNCED,
            Plot.SYNCED,
            Plot.RETRIED,
            Plot.SYNCED,
            Plot.SYNCED,
            Plot.BROKEN,
            Plot.SYNCED,
            Plot.SYNCED);

    private static final int WOO_EVERY = 3;

    private Script() {}

    static boolean isOpening(int index) {
        return index < OPENING.size();
    }

    /** Every third order of the trickle goes to the shop on WooCommerce. */
    static boolean isForWoo(int index) {
        return !isOpening(index) && (index - OPENING.size()) % WOO_EVERY == 0;
    }

    /** @param index of the order in this run, from 0 */
    static Plot plot(int index) {
        return isOpening(index) ? OPENING.get(index) : TRICKLE.get((index - OPENING.size()) % TRICKLE.size());
    }
}
