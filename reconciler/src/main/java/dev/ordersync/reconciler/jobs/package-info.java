/** Bulk actions: what would happen, and jobs that do it order by order. */
@NullMarked
package dev.ordersync.reconciler.jobs;

import org.jspecify.annotations.NullMarked;
