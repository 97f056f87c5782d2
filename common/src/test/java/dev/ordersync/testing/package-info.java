/** Real PostgreSQL and Kafka for the tests of every module. */
@NullMarked
package dev.ordersync.testing;

import org.jspecify.annotations.NullMarked;
