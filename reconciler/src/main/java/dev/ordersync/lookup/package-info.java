/** Asks shops about orders in doubt, and carries out the verdicts. */
@NullMarked
package dev.ordersync.lookup;

import org.jspecify.annotations.NullMarked;
