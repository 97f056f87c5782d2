/** Ties a process to the life of the quickstart that started it. */
@NullMarked
package dev.ordersync.launcher.attached;

import org.jspecify.annotations.NullMarked;
