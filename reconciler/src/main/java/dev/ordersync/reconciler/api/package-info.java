/** The reconciler's HTTP API: thin controllers over what the console uses too. */
@NullMarked
package dev.ordersync.reconciler.api;

import org.jspecify.annotations.NullMarked;
