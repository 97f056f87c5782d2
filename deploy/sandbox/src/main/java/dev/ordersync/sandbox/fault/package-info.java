/** The switches: which fault a request meets, chosen by rules over order ids, counts and chance. */
@NullMarked
package dev.ordersync.sandbox.fault;

import org.jspecify.annotations.NullMarked;
