/** Tests of intake. */
@NullMarked
package dev.ordersync.worker.intake;

import org.jspecify.annotations.NullMarked;
