/** Signed order.created messages to a configured address, off unless a shop has one. */
@NullMarked
package dev.ordersync.sandbox.webhook;

import org.jspecify.annotations.NullMarked;
