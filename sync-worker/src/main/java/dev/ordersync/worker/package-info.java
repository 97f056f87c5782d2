/** The worker application: takes orders in, relays the outbox, makes the attempts. */
@NullMarked
package dev.ordersync.worker;

import org.jspecify.annotations.NullMarked;
