package dev.ordersync.reconciler.jobs;

import dev.ordersync.order.OrderId;
import org.jspecify.annotations.Nullable;

/**
 * An order that a bulk action names.
 *
 * @param order null: it was not found
 * @param refused why it was not found
 */
record Wanted(@Nullable OrderId order, String id, @Nullable String source, JobOrder.@Nullable Refused refused) {}
