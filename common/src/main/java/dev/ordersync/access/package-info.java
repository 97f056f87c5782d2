/** Who calls, what they may do, and whose orders they may see. */
@NullMarked
package dev.ordersync.access;

import org.jspecify.annotations.NullMarked;
