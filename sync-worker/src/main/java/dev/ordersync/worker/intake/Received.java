package dev.ordersync.worker.intake;

import dev.ordersync.order.OrderStatus;

/** What became of a submission. */
sealed interface Received {
    /** New: committed, and on its way. */
    record Accepted() implements Received {}

    /**
     * The same content was here before.
     *
     * @param status where that order stands now
     */
    record Duplicate(OrderStatus status) implements Received {}

    /** The id is taken by other content. */
    record Conflict() implements Received {}
}
