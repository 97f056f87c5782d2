package dev.ordersync.platform;

import dev.ordersync.order.OrderContent;

/**
 * One generation of an order on its way to the shop.
 *
 * @param key idempotency key and reference
 * @param body the order as handed to us, as stored for this generation: the same bytes on each attempt
 * @param content {@code body} after parsing
 */
public record NewOrder(String key, String body, OrderContent content) {}
