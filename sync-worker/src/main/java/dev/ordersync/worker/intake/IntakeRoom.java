package dev.ordersync.worker.intake;

import dev.ordersync.problem.BodyLimit;
import dev.ordersync.problem.Problems;
import dev.ordersync.problem.Refusal;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the memory of requests in flight by what their bodies take: connections alone are no bound, since thousands of
 * large orders would come in at once. Whoever finds no room shortly is told to come again.
 */
final class IntakeRoom {
    private static final int UNIT = 1024;
    private static final int ROOM = 128 * 1024; // 128 MiB
    private static final Duration WAIT = Duration.ofMillis(250);

    private final Semaphore units;

    IntakeRoom() {
        this(ROOM);
    }

    /** @param kibibytes of bodies at once */
    IntakeRoom(int kibibytes) {
        this.units = new Semaphore(kibibytes);
    }

    /** Room that is held until closed. */
    interface Held extends AutoCloseable {
        @Override
        void close();
    }

    /** @param length as announced; negative: not, so the most that is allowed */
    Held forOrder(long length) {
        return take(length < 0 ? BodyLimit.MAX_BYTES : Math.min(length, BodyLimit.MAX_BYTES));
    }

    Held forBatch(long length) {
        return take(length < 0 ? BodyLimit.MAX_BATCH_BYTES : Math.min(length, BodyLimit.MAX_BATCH_BYTES));
    }

    private Held take(long bytes) {
        int wanted = (int) (bytes / UNIT) + 1;
        try {
            if (!units.tryAcquire(wanted, WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw Refusal.unavailable("More comes in than can be taken; come again.", Problems.RETRY_AFTER);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.unavailable("This server is stopping; come again.", Problems.RETRY_AFTER);
        }
        return () -> units.release(wanted);
    }
}
