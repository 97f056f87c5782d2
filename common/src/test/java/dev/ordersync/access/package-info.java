/** Tests of who may call what, and of how refusals look. */
@NullMarked
package dev.ordersync.access;

import org.jspecify.annotations.NullMarked;
