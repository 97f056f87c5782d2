package dev.ordersync.sandbox.shop;

import dev.ordersync.sandbox.books.Copy;
import dev.ordersync.sandbox.books.Draft;

/** How one kind of platform speaks. All of them have the same books, in which an order has the form of the http contract. */
public interface Voice {

    /** The platform's name, as a store's settings have it. */
    String platform();

    /** Whether a key that came before is answered from the copy that it made; otherwise each POST makes another one. */
    boolean keepsKeys();

    /** A copy as a reader sees it now. */
    Object view(Shop shop, Copy copy, String base);

    Answer created(Shop shop, Copy copy, String base);

    Answer createdWithoutId(Shop shop, Copy copy, String base);

    /** What is saved of a POST that meets with damage. */
    Draft damaged(Post post, Damage damage);

    /** The shop's own no to an order. */
    Answer refused();

    /** The same no, after a draft of the order was saved. */
    Answer refusedWithDraft(Copy draft);

    Answer throttled();

    Answer unauthorized();

    /** What a shop says to a signed request that it saw before. */
    Answer nonceUsed();

    Answer broken();

    Answer full(String why);
}
