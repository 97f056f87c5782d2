/** The order and its lifecycle: statuses, attempts, outcomes. Plain Java. */
@NullMarked
package dev.ordersync.order;

import org.jspecify.annotations.NullMarked;
