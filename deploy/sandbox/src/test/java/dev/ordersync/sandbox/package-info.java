/** Drives the sandbox over HTTP, as its callers do. */
@NullMarked
package dev.ordersync.sandbox;

import org.jspecify.annotations.NullMarked;
