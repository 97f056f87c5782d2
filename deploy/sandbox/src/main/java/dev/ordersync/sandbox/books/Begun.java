package dev.ordersync.sandbox.books;

/** What the books say when a POST with a key wants to save. */
public sealed interface Begun {

    /** The key is this caller's until it saves or releases it. */
    record Fresh() implements Begun {}

    /** The key made this copy before. */
    record Replay(Copy copy) implements Begun {}

    /** Another POST holds the key. */
    record InFlight() implements Begun {}

    /** The key came before with other content. */
    record Reused() implements Begun {}
}
