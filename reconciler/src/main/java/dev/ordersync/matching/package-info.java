/** How much a copy looks like an order: weighed, explained, versioned. Plain Java. */
@NullMarked
package dev.ordersync.matching;

import org.jspecify.annotations.NullMarked;
