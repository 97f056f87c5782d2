/** What shops tell us by webhook: a signed message causes a read of the copy that it names, and the read is evidence. */
@NullMarked
package dev.ordersync.webhook;

import org.jspecify.annotations.NullMarked;
