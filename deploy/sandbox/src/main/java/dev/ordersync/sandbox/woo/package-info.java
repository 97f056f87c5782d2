/** The shops as WooCommerce, REST v3: what a real one (11.0.1, order tables) was seen to do, its traps included. */
@NullMarked
package dev.ordersync.sandbox.woo;

import org.jspecify.annotations.NullMarked;
