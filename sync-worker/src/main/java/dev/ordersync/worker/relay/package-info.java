/** Moves the outbox to Kafka, at least once, by one leader among all workers. */
@NullMarked
package dev.ordersync.worker.relay;

import org.jspecify.annotations.NullMarked;
