/** The adapter for shops on Vendure, by its Admin GraphQL API: one order takes several calls there. */
@NullMarked
package dev.ordersync.platform.vendure;

import org.jspecify.annotations.NullMarked;
