/** Generated situations of which the truth is known: an order in doubt, what the shop shows, and which of it is the copy. */
@NullMarked
package dev.ordersync.matching.labelled;

import org.jspecify.annotations.NullMarked;
