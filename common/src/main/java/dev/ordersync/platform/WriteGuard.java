package dev.ordersync.platform;

/**
 * The last look at a monotonic clock before bytes leave: a worker that was frozen past its lease must not write.
 * Asked on the sending thread, once connected, right before the first byte of every call of a create.
 */
@FunctionalInterface
public interface WriteGuard {
    boolean mayWrite();
}
