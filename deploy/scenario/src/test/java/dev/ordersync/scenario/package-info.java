/** Both services on one fixture: real PostgreSQL, a scripted shop, a clock moved by hand. */
@NullMarked
package dev.ordersync.scenario;

import org.jspecify.annotations.NullMarked;
