/** The adapter for shops on Shopify, by its Admin GraphQL API. */
@NullMarked
package dev.ordersync.platform.shopify;

import org.jspecify.annotations.NullMarked;
