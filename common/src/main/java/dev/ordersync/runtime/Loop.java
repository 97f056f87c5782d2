package dev.ordersync.runtime;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Runs a {@link Step} on a thread of its own until the application stops: at once again while there is work, else after
 * {@code idle} or a {@link #wake()}. A step that throws is logged and tried again with growing pauses; it never ends the
 * loop. Tests and the simulation call the step itself and never start a loop.
 */
public final class Loop implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(10);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    /** Stops after everything that feeds it: for loops that write what others still finish. */
    public static final int WRITES_LAST = 0;

    private final String name;
    private final Supplier<Duration> idle;
    private final Step step;
    private final int phase;
    private final Semaphore wakeUps = new Semaphore(0);
    private volatile @Nullable Thread thread;

    public Loop(String name, Duration idle, Step step) {
        this(name, () -> idle, step);
    }

    /** @param idle asked before each pause, for a loop whose haste depends on how long it found nothing */
    public Loop(String name, Supplier<Duration> idle, Step step) {
        this(name, idle, step, DEFAULT_PHASE);
    }

    /** @param phase when to start and stop: a lower phase starts earlier and stops later */
    public Loop(String name, Duration idle, Step step, int phase) {
        this(name, () -> idle, step, phase);
    }

    private Loop(String name, Supplier<Duration> idle, Step step, int phase) {
        this.name = name;
        this.idle = idle;
        this.step = step;
        this.phase = phase;
    }

    @Override
    public int getPhase() {
        return phase;
    }

    /** Ends the present pause, or lets the next one end at once. Never blocks. */
    public void wake() {
        if (wakeUps.availablePermits() == 0) {
            wakeUps.release();
        }
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            var started = Thread.ofPlatform().name(name).unstarted(this::run);
            thread = started;
            started.start();
        }
    }

    @Override
    public void stop() {
        var stopping = thread;
        thread = null;
        if (stopping != null) {
            wake();
            try {
                if (!stopping.join(STOP_LIMIT)) {
                    LOG.warn("Loop {} did not end within {}; interrupting it", name, STOP_LIMIT);
                    stopping.interrupt();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        int failures = 0;
        while (Thread.currentThread() == thread) {
            try {
                boolean worked = step.runOnce();
                failures = 0;
                if (!worked) {
                    pause(idle.get());
                }
            } catch (InterruptedException _) {
                return;
            } catch (Exception e) {
                failures++;
                LOG.warn("Loop {} failed {} times in a row; it goes on", name, failures, e);
                try {
                    pause(backOff(failures));
                } catch (InterruptedException _) {
                    return;
                }
            }
        }
    }

    private Duration backOff(int failures) {
        var delay = Duration.ofMillis(100L << Math.min(failures, 10));
        return delay.compareTo(LONGEST_BACK_OFF) < 0 ? delay : LONGEST_BACK_OFF;
    }

    private void pause(Duration length) throws InterruptedException {
        if (wakeUps.tryAcquire(length.toNanos(), TimeUnit.NANOSECONDS)) {
            wakeUps.drainPermits();
        }
    }
}
