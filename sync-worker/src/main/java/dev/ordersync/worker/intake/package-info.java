/** Takes orders in: checks, stores once, acknowledges what is committed. */
@NullMarked
package dev.ordersync.worker.intake;

import org.jspecify.annotations.NullMarked;
