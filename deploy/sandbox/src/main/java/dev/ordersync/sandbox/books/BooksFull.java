package dev.ordersync.sandbox.books;

/** The shop has no room for another order. */
public final class BooksFull extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BooksFull(String message) {
        super(message);
    }
}
