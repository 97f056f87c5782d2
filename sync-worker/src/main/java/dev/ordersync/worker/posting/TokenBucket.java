package dev.ordersync.worker.posting;

/** A store's rate: at most one second's worth at once, refilled evenly by a monotonic clock. Not thread-safe. */
final class TokenBucket {
    private static final double NANOS_PER_SECOND = 1e9;

    private double tokens;
    private long filledAt;

    TokenBucket(double tokens, long nanoTime) {
        this.tokens = tokens;
        this.filledAt = nanoTime;
    }

    /** How many may go now. */
    int available(int ratePerSecond, long nanoTime) {
        double refill = (nanoTime - filledAt) * ratePerSecond / NANOS_PER_SECOND;
        tokens = Math.min(ratePerSecond, tokens + Math.max(0, refill));
        filledAt = nanoTime;
        return (int) tokens;
    }

    void take(int count) {
        tokens -= count;
    }

    /** For what was taken and not used, such as a claim that another replica had won. */
    void giveBack(int count) {
        tokens += count;
    }
}
