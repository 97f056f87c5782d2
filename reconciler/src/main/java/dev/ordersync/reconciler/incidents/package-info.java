/** Showing incidents to people, and what people say about them. */
@NullMarked
package dev.ordersync.reconciler.incidents;

import org.jspecify.annotations.NullMarked;
