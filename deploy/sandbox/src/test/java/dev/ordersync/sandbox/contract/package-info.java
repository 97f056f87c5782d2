/** What the port to a platform promises, held by each adapter against a shop that answers over the wire. */
@NullMarked
package dev.ordersync.sandbox.contract;

import org.jspecify.annotations.NullMarked;
