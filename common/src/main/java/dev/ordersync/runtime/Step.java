package dev.ordersync.runtime;

/** One bounded pass of a loop. */
@FunctionalInterface
public interface Step {
    /** @return whether there was work, so that the next pass should follow at once */
    boolean runOnce() throws Exception;
}
