/** Reads and checks an order as a marketplace, or a person who corrects it, hands it over. */
@NullMarked
package dev.ordersync.content;

import org.jspecify.annotations.NullMarked;
