/** Merchants' shops: settings, policy, credentials, health. */
@NullMarked
package dev.ordersync.store;

import org.jspecify.annotations.NullMarked;
