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

    /**
     * It is not stored, unless {@code detail} says that nobody knows. To send it again is always safe.
     *
     * @param detail one sentence for the caller
     */
    record Unavailable(String detail) implements Received {}

    /** An error of ours, which is in the log. It is not stored. */
    record Failed() implements Received {}
}
