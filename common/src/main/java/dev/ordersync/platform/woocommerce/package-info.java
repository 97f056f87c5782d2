/** WooCommerce, REST v3. */
@NullMarked
package dev.ordersync.platform.woocommerce;

import org.jspecify.annotations.NullMarked;
