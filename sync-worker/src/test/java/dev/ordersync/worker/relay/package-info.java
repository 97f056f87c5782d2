/** Tests of the relay. */
@NullMarked
package dev.ordersync.worker.relay;

import org.jspecify.annotations.NullMarked;
