package dev.ordersync.content;

import dev.ordersync.order.OrderContent;

/**
 * An order that passed every check.
 *
 * @param body as handed over, without the whitespace: each attempt of the generation sends these bytes
 */
public record ReadOrder(OrderContent content, String body) {}
