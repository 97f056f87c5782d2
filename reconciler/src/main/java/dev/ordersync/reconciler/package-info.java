/** The reconciler application: settles orders in doubt, and serves people. */
@NullMarked
package dev.ordersync.reconciler;

import org.jspecify.annotations.NullMarked;
