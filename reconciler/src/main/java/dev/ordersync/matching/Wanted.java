package dev.ordersync.matching;

import dev.ordersync.order.OrderContent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order whose copy is looked for.
 *
 * @param sentFrom when its first attempt started, by the shop's clock; null when that is not known
 * @param sentUntil when its last attempt ended, by the shop's clock
 */
public record Wanted(
        OrderContent content,
        @Nullable Instant sentFrom,
        @Nullable Instant sentUntil) {
    public static Wanted of(OrderContent content) {
        return new Wanted(content, null, null);
    }
}
