/** The merchant's words for where an order stands: one table for console and mails. */
@NullMarked
package dev.ordersync.wording;

import org.jspecify.annotations.NullMarked;
