package dev.ordersync.worker.intake;

import dev.ordersync.content.ContentHash;
import dev.ordersync.content.ReadOrder;
import dev.ordersync.content.SearchText;
import dev.ordersync.order.Actor;
import dev.ordersync.order.OrderContent;
import dev.ordersync.store.Store;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A checked order on its way into the tables.
 *
 * @param contentHash of the content, whatever its spelling; in hex
 * @param traceparent of the request that brought it, so that its events belong to the same trace
 */
record Submission(
        ReadOrder order,
        Store store,
        String contentHash,
        Actor by,
        @Nullable String traceparent) {
    Submission(ReadOrder order, Store store, Actor by, @Nullable String traceparent) {
        this(order, store, HexFormat.of().formatHex(ContentHash.of(order.content())), by, traceparent);
    }

    OrderContent content() {
        return order.content();
    }

    /** The name to show in lists. */
    String customer() {
        return SearchText.customer(content());
    }

    /** What the search looks in. */
    String haystack() {
        return SearchText.haystack(content());
    }
}
