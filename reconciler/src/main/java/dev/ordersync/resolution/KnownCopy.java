package dev.ordersync.resolution;

/**
 * A copy in the shop that may be this order, not dismissed and not voided.
 *
 * @param carriesReference it carries our reference, or the shop named it in answer to our own attempt
 */
public record KnownCopy(String platformOrderId, boolean carriesReference) {}
