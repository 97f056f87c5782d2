/** Tests of the quickstart, and of the alerts that come with it. */
@NullMarked
package dev.ordersync.launcher;

import org.jspecify.annotations.NullMarked;
