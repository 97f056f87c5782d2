package dev.ordersync.sandbox.shop;

import dev.ordersync.sandbox.books.Books;
import dev.ordersync.sandbox.fault.Switches;

/** One shop with its own books and switches. */
public record Shop(String name, Books books, Switches switches) {

    /** The contract's id of the shop. */
    public String id() {
        return "shop-" + name;
    }
}
