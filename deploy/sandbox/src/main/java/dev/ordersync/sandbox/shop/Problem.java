package dev.ordersync.sandbox.shop;

/** The body of every error of the shop's own. */
public record Problem(String code, String detail) {}
