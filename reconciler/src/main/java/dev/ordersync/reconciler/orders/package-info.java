/** Reading orders for people: one order whole, lists, audit. */
@NullMarked
package dev.ordersync.reconciler.orders;

import org.jspecify.annotations.NullMarked;
