/** Tests without a server. */
@NullMarked
package dev.ordersync.sandbox.books;

import org.jspecify.annotations.NullMarked;
