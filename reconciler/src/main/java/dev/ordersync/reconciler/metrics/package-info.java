/** What the tables say, as metrics: state gauges that are read now and then, and counters of people's overruling. */
@NullMarked
package dev.ordersync.reconciler.metrics;

import org.jspecify.annotations.NullMarked;
