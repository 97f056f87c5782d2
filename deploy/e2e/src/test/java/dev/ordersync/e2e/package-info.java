/** The real jars, started and killed as processes. */
@NullMarked
package dev.ordersync.e2e;

import org.jspecify.annotations.NullMarked;
