/** Tests of the console as people use it: over real HTTP without scripts, and in a real browser. */
@NullMarked
package dev.ordersync.reconciler.console;

import org.jspecify.annotations.NullMarked;
