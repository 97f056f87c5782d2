/** The platform contract, spoken as an honest shop and, where a switch says so, as a faulty one. */
@NullMarked
package dev.ordersync.sandbox.shop;

import org.jspecify.annotations.NullMarked;
