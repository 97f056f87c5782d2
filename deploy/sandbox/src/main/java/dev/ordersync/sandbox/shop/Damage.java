package dev.ordersync.sandbox.shop;

/** What may be wrong with an order that the shop saves. */
public enum Damage {
    /** Nothing tells whose it is. */
    NO_REFERENCE,
    /** The first half of its lines only. */
    FEWER_LINES,
    /** No line at all. */
    EMPTY,
    /** Its writing broke off between two lines. */
    TORN,
    /** Its writing broke off earlier still. */
    TORN_EARLY,
    /** What a refusal left behind; nobody ships it. */
    DRAFT
}
