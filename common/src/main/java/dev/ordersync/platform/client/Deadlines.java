package dev.ordersync.platform.client;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;

/** One timer that ends calls at their total deadline by cancelling them, whatever they wait for. */
final class Deadlines implements AutoCloseable {
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("platform-deadlines").factory());

    Deadlines() {
        timer.setRemoveOnCancelPolicy(true);
    }

    Future<?> arm(Call call, HttpUriRequestBase request) {
        return timer.schedule(() -> expire(call, request), call.remainingNanos(), TimeUnit.NANOSECONDS);
    }

    private static void expire(Call call, HttpUriRequestBase request) {
        call.expire();
        // A thread of its own: closing a TLS socket can wait for a writer, and that must not delay other deadlines.
        Thread.startVirtualThread(request::cancel);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
