/** Behind deploy/quickstart: starts and watches the whole system on one machine. */
@NullMarked
package dev.ordersync.launcher;

import org.jspecify.annotations.NullMarked;
