package dev.ordersync.sandbox.fault;

/** What a request is for, as far as faults tell requests apart. */
public enum Occasion {
    POST,
    LIST,
    /** One copy is read. */
    READ,
    /** A copy is deleted or cancelled. */
    VOID,
    /** The shop is asked who it is. */
    SHOP,
    /** Nothing is asked: it is what the shop is. */
    NATURE
}
