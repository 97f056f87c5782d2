/** Takes copies out of shops, and proves that they are gone, before anything is posted in their place. */
@NullMarked
package dev.ordersync.voiding;

import org.jspecify.annotations.NullMarked;
