package dev.ordersync.sandbox.fault;

import org.jspecify.annotations.Nullable;

/** @param left how often it will still strike, null without a limit */
public record RuleState(Rule rule, long struck, @Nullable Integer left) {}
