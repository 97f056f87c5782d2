/** The shops as Shopify: its Admin GraphQL API, held to the published schema, with its points, its jobs and its silences. */
@NullMarked
package dev.ordersync.sandbox.shopify;

import org.jspecify.annotations.NullMarked;
