/** Tests without a server. */
@NullMarked
package dev.ordersync.sandbox.fault;

import org.jspecify.annotations.NullMarked;
