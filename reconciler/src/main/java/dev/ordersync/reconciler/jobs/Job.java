package dev.ordersync.reconciler.jobs;

/**
 * How far a bulk action has come.
 *
 * @param state running, done or stopped
 * @param left orders that nobody has judged yet; a stopped job leaves them as they are
 */
public record Job(String id, String state, int done, int refused, int left) {}
