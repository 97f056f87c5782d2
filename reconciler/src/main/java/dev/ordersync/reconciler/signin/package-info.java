/** Signing in to the console: users by name and password, sessions that hold a name and nothing that grows stale. */
@NullMarked
package dev.ordersync.reconciler.signin;

import org.jspecify.annotations.NullMarked;
