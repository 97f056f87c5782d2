/** Tests of signing in. */
@NullMarked
package dev.ordersync.reconciler.signin;

import org.jspecify.annotations.NullMarked;
