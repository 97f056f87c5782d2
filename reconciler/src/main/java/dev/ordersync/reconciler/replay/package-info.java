/** Tries a ruleset on the recorded evidence of past decisions. */
@NullMarked
package dev.ordersync.reconciler.replay;

import org.jspecify.annotations.NullMarked;
