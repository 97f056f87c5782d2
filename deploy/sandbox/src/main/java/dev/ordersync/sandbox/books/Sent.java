package dev.ordersync.sandbox.books;

/** The content that a key stands for. */
public record Sent(String reference, String order) {}
