package dev.ordersync.launcher;

import java.time.Duration;

/** Waiting between two looks at another process, for which there is nothing to be notified by. */
final class Pause {

    private Pause() {}

    /** @return false when the thread is asked to end */
    static boolean of(Duration duration) {
        try {
            Thread.sleep(duration);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
