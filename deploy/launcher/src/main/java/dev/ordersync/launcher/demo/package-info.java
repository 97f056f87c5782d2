/** The demo store and the orders that it is fed, some of which meet faults. */
@NullMarked
package dev.ordersync.launcher.demo;

import org.jspecify.annotations.NullMarked;
