/** Refusals and errors of both applications as problem+json (RFC 9457) with a stable code. */
@NullMarked
package dev.ordersync.problem;

import org.jspecify.annotations.NullMarked;
