/** Posting: lanes per store, group claims, one call per attempt, outcomes. */
@NullMarked
package dev.ordersync.worker.posting;

import org.jspecify.annotations.NullMarked;
