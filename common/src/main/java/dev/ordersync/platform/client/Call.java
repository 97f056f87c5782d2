package dev.ordersync.platform.client;

import dev.ordersync.platform.WriteGuard;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import org.apache.hc.core5.io.Closer;
import org.jspecify.annotations.Nullable;

/**
 * One call under way: its deadline, and whether a byte may have left. The mark is written and read on the sending thread
 * only, so deadline and write cannot race; the timer shares only {@link #expired} and the socket
 * being connected, and they choose words, never verdicts.
 */
final class Call {
    /** The call that this thread makes; the client's own hooks (names, the last step before the write) find it here. */
    static final ScopedValue<Call> CURRENT = ScopedValue.newInstance();

    private final WriteGuard guard;
    private final Duration timeout;
    private final Duration minimumLeft;
    private final long deadlineNanos;
    private boolean maybeSent;
    private volatile boolean expired;
    private @Nullable Socket connecting;

    Call(Duration timeout, Duration minimumLeft, WriteGuard guard) {
        this.timeout = timeout;
        this.minimumLeft = minimumLeft;
        this.guard = guard;
        this.deadlineNanos = System.nanoTime() + timeout.toNanos();
    }

    /**
     * Takes note of a socket that this call is about to connect, so that its deadline ends that too. The client beneath
     * cannot be relied on here: cancelled just before it knows the socket, it connects all the same and loses it.
     */
    synchronized void connects(Socket socket) throws NotWritten {
        if (expired) {
            Closer.closeQuietly(socket);
            throw new NotWritten(unconnected());
        }
        connecting = socket;
    }

    private synchronized void connected() {
        connecting = null;
    }

    /** Runs once connected (TLS done), right before the first byte. A refusal leaves the mark unset. */
    void beforeWrite() throws NotWritten {
        if (isTooLate()) {
            throw new NotWritten(unconnected());
        }
        if (!guard.mayWrite()) {
            throw new NotWritten("the attempt's lease leaves no time to write");
        }
        connected();
        maybeSent = true;
    }

    boolean isMaybeSent() {
        return maybeSent;
    }

    boolean isTooLate() {
        return remainingNanos() < Math.max(1, minimumLeft.toNanos());
    }

    long remainingNanos() {
        return deadlineNanos - System.nanoTime();
    }

    /** How long the call may wait for its turn; 0 or less: not at all. */
    long patienceNanos() {
        return remainingNanos() - minimumLeft.toNanos();
    }

    /** Called by the timer at the deadline; ends an attempt to connect. */
    synchronized void expire() {
        expired = true;
        Closer.closeQuietly(connecting);
    }

    boolean isExpired() {
        return expired;
    }

    String unconnected() {
        return "not connected within " + Failure.seconds(timeout);
    }

    String unanswered() {
        return "no reply within " + Failure.seconds(timeout);
    }

    /** Why nothing was written, although the connection stood. */
    static final class NotWritten extends IOException {
        NotWritten(String detail) {
            super(detail);
        }
    }
}
