/** The port to a merchant's shop: create, find, get, identify, and what a copy looks like. */
@NullMarked
package dev.ordersync.platform;

import org.jspecify.annotations.NullMarked;
