/** Wires the platforms for both services. */
@NullMarked
package dev.ordersync.platform.config;

import org.jspecify.annotations.NullMarked;
