package dev.ordersync.reconciler.console;

import dev.ordersync.store.Store;

/**
 * How a store fares, in words.
 *
 * @param mark its glyph
 */
record ShownState(String mark, String text) {
    static ShownState of(Store store) {
        return switch (store.state()) {
            case HELD -> new ShownState("hold", "On hold: " + store.stateReason());
            case PAUSED -> new ShownState("paused", "Paused: " + store.health().pauseDetail());
            case PROBING -> new ShownState("probing", "Not answering. We try one order at a time");
            case ACTIVE -> new ShownState("ok", "Working");
        };
    }
}
