/** Saving, showing, verifying and probing merchants' stores. */
@NullMarked
package dev.ordersync.reconciler.stores;

import org.jspecify.annotations.NullMarked;
