/** What a lookup means for an order in doubt: one pure decision. Plain Java. */
@NullMarked
package dev.ordersync.verdict;

import org.jspecify.annotations.NullMarked;
