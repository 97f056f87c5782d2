package dev.ordersync.sandbox.wire;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Waits that end early when the process does, each on a virtual thread of its own. */
@Component
public class Patience {

    /** Waits at a time; a request beyond them gets its cut or its answer at once. */
    private static final int MAX_WAITS = 20_000;

    /** The first look for a client that hung up; each later one waits twice as long, up to the longest. */
    private static final Duration FIRST_LOOK = Duration.ofMillis(50);

    private static final Duration LONGEST_BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final CountDownLatch closing = new CountDownLatch(1);
    private final Semaphore waits = new Semaphore(MAX_WAITS);

    /** Returns when the client has hung up, or after {@code atMost}. */
    public void untilClientIsGone(Line line, Duration atMost) {
        if (!waits.tryAcquire()) {
            return;
        }
        try {
            Duration pause = FIRST_LOOK;
            Duration left = atMost;
            while (left.isPositive() && !line.isClientGone()) {
                if (closesWithin(pause.compareTo(left) < 0 ? pause : left)) {
                    return;
                }
                left = left.minus(pause);
                pause = pause.multipliedBy(2);
                if (pause.compareTo(LONGEST_BETWEEN_LOOKS) > 0) {
                    pause = LONGEST_BETWEEN_LOOKS;
                }
            }
        } finally {
            waits.release();
        }
    }

    /** @return whether the whole time has passed, {@code false} when the process ends or too many wait already */
    public boolean waitFor(Duration time) {
        if (!waits.tryAcquire()) {
            return false;
        }
        try {
            return !closesWithin(time);
        } finally {
            waits.release();
        }
    }

    private boolean closesWithin(Duration time) {
        try {
            return closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @EventListener
    void onClose(ContextClosedEvent event) {
        closing.countDown();
    }
}
