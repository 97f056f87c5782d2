/** The demo stores and the orders that they are fed, some of which meet faults. */
@NullMarked
package dev.ordersync.launcher.demo;

import org.jspecify.annotations.NullMarked;
