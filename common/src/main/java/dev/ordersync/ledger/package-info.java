/** The SQL that moves an order: every transition one guarded UPDATE with its audit line and events. */
@NullMarked
package dev.ordersync.ledger;

import org.jspecify.annotations.NullMarked;
