/** A small shop with the http platform contract and switches for its faults. */
@NullMarked
package dev.ordersync.sandbox;

import org.jspecify.annotations.NullMarked;
