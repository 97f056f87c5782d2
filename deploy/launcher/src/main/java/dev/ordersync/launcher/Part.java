package dev.ordersync.launcher;

/** One process of the running system. */
interface Part {

    String name();

    /** Starts it, or starts it again after its end. */
    void start();

    /** Whether it does its work. */
    boolean isUp();

    /** Whether its process is gone, which is more than not being up. */
    boolean hasEnded();

    /** Returns when it has ended; does nothing to one that is not running. */
    void stop();
}
