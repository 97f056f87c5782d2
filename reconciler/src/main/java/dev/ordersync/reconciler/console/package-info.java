/** The web console: server-rendered pages that say what is true, what happens next and when, and what is safe to press. */
@NullMarked
package dev.ordersync.reconciler.console;

import org.jspecify.annotations.NullMarked;
