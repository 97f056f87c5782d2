/** Spring's wiring of what both applications share. */
@NullMarked
package dev.ordersync.config;

import org.jspecify.annotations.NullMarked;
