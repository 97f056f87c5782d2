/** The adapter for shops that speak the platform contract {@code http}. */
@NullMarked
package dev.ordersync.platform.http;

import org.jspecify.annotations.NullMarked;
