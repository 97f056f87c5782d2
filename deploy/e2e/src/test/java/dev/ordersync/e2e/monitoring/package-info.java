/** What dashboards and alerts ask for, compared with what the applications tell. */
@NullMarked
package dev.ordersync.e2e.monitoring;

import org.jspecify.annotations.NullMarked;
