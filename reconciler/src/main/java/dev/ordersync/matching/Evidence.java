package dev.ordersync.matching;

import org.jspecify.annotations.Nullable;

/**
 * One field compared.
 *
 * @param weight the log of how much likelier this agreement is between an order and its copy than between strangers
 */
public record Evidence(
        String field, @Nullable String ours, @Nullable String theirs, Agreement agreement, double weight) {}
