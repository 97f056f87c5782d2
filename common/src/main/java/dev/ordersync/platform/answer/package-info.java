/** Reads what a shop, or something in front of it, answered: what every platform's adapter has to know about that. */
@NullMarked
package dev.ordersync.platform.answer;

import org.jspecify.annotations.NullMarked;
