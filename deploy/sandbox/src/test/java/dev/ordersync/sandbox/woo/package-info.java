/** What a real WooCommerce was seen to do, which the shops here imitate. */
@NullMarked
package dev.ordersync.sandbox.woo;

import org.jspecify.annotations.NullMarked;
