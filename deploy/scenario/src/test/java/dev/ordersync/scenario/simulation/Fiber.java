package dev.ordersync.scenario.simulation;

import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A piece of work of a simulated process. It has a thread, so that production code can be stopped between any two of its
 * statements, but runs only while the scheduler waits for it: of all threads of a life exactly one runs at a time.
 */
final class Fiber {
    /** Ends the work of a process that was killed. An error, so that no production code takes it for a failure. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1;

        Killed() {
            super("killed", null, false, false);
        }
    }

    @FunctionalInterface
    interface Body {
        void run() throws Exception;
    }

    private static final ExecutorService THREADS = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("fiber-", 0).factory());

    private final Semaphore go = new Semaphore(0);
    private final Semaphore back = new Semaphore(0);
    private final String name;
    private final Body body;
    private boolean started;
    private boolean done;
    private boolean killed;
    private Instant wakeAt = Instant.MIN;
    private @Nullable Throwable failure;

    Fiber(String name, Body body) {
        this.name = name;
        this.body = body;
    }

    String name() {
        return name;
    }

    boolean isDone() {
        return done;
    }

    boolean isKilled() {
        return killed;
    }

    Instant wakeAt() {
        return wakeAt;
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    /** Called by the scheduler: the fiber runs until it parks or ends. */
    void resume() {
        if (started) {
            go.release();
        } else {
            started = true;
            THREADS.execute(this::run);
        }
        back.acquireUninterruptibly();
    }

    private void run() {
        try {
            body.run();
        } catch (Killed _) {
            // its process is gone
        } catch (Throwable e) {
            failure = e;
        } finally {
            done = true;
            back.release();
        }
    }

    /** Called by the fiber itself: others run now, and this one not before {@code until}. */
    void park(Instant until) {
        wakeAt = until;
        back.release();
        go.acquireUninterruptibly();
        if (killed) {
            throw new Killed();
        }
    }

    /** The process is gone: what it was doing ends where it stands. */
    void kill() {
        killed = true;
        if (started && !done) {
            resume();
        }
        done = true;
    }
}
