/** Tests of the rules for an order's content. */
@NullMarked
package dev.ordersync.content;

import org.jspecify.annotations.NullMarked;
