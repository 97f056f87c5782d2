/** Tokens of programs and users of the console: who may call, and whose orders they may see. */
@NullMarked
package dev.ordersync.reconciler.accounts;

import org.jspecify.annotations.NullMarked;
