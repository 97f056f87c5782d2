package dev.ordersync.worker.intake;

import dev.ordersync.content.ContentHash;
import dev.ordersync.content.ReadOrder;
import dev.ordersync.order.Actor;
import dev.ordersync.order.OrderContent;
import dev.ordersync.store.Store;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /** The name to show in lists; the shipping name where the customer has none. */
    String customer() {
        var customer = content().customer();
        var name = joined(" ", customer.firstName(), customer.lastName());
        return name.isEmpty() ? joined(" ", content().shippingAddress().name()) : name;
    }

    /** What the search looks in, in lower case. */
    String haystack() {
        var customer = content().customer();
        return Stream.concat(
                        Stream.of(
                                content().id(),
                                joined(" ", customer.firstName(), customer.lastName()),
                                content().shippingAddress().name(),
                                customer.email()),
                        content().lines().stream().map(OrderContent.Line::sku))
                .filter(text -> text != null && !text.isBlank())
                .map(text -> text.toLowerCase(Locale.ROOT))
                .distinct()
                .collect(Collectors.joining("\n"));
    }

    private static String joined(String separator, @Nullable String... texts) {
        return Stream.of(texts).filter(Objects::nonNull).collect(Collectors.joining(separator));
    }
}
