package dev.ordersync.sandbox.fault;

import java.time.Duration;

/** The fault that a request meets. */
public record Struck(Fault fault, Duration delay) {}
