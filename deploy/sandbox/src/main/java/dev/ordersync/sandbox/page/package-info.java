/** The pages for people: shops, orders, switches, posts seen, mails. */
@NullMarked
package dev.ordersync.sandbox.page;

import org.jspecify.annotations.NullMarked;
