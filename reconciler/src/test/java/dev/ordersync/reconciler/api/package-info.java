/** Tests of the HTTP API over real HTTP, on a real database, with a scripted shop and a clock moved by hand. */
@NullMarked
package dev.ordersync.reconciler.api;

import org.jspecify.annotations.NullMarked;
