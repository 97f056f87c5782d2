/** Loops, group writers, shard ownership, the clock check: how both services run their steps. */
@NullMarked
package dev.ordersync.runtime;

import org.jspecify.annotations.NullMarked;
