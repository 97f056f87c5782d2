/** The books' truth, the switches and the merchant's hand as an API, for tests and launchers. */
@NullMarked
package dev.ordersync.sandbox.admin;

import org.jspecify.annotations.NullMarked;
