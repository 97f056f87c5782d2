/** What keeps the tables in shape while the system runs. */
@NullMarked
package dev.ordersync.reconciler.upkeep;

import org.jspecify.annotations.NullMarked;
