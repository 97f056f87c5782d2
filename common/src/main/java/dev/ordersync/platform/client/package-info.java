/** The HTTP client that reaches merchants' shops: one write at most, one deadline, and proof of what was not sent. */
@NullMarked
package dev.ordersync.platform.client;

import org.jspecify.annotations.NullMarked;
