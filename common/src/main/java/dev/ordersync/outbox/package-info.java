/** Events that announce a change, appended in the statement that makes it. */
@NullMarked
package dev.ordersync.outbox;

import org.jspecify.annotations.NullMarked;
