package dev.ordersync.reconciler.console;

import org.jspecify.annotations.Nullable;

/** Addresses that came from outside: only those of the web become links. */
final class WebLink {
    private WebLink() {}

    static @Nullable String of(@Nullable String url) {
        return url != null && (url.startsWith("https://") || url.startsWith("http://")) ? url : null;
    }
}
