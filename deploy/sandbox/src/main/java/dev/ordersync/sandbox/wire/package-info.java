/** The raw connection under a request, for answers that HTTP has no words for: silence and a cut. */
@NullMarked
package dev.ordersync.sandbox.wire;

import org.jspecify.annotations.NullMarked;
