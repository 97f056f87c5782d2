/** What a person may do to an order: each button judged on fresh facts, each move guarded, each refusal audited. */
@NullMarked
package dev.ordersync.resolution;

import org.jspecify.annotations.NullMarked;
