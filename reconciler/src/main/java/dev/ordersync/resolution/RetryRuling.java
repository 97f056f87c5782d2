package dev.ordersync.resolution;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a press of Retry leads to: the rows "retry" and "forced retry" of the design's table of statuses. */
public sealed interface RetryRuling {
    /** One more attempt, due at once. */
    record SendAgain() implements RetryRuling {}

    /** One more attempt, after a lookup: an earlier one may have arrived, and the last proof of absence is stale. */
    record LookFirst() implements RetryRuling {}

    /** It waits to be sent already: the attempt is brought forward. */
    record BringForward() implements RetryRuling {}

    /** A Retry that was pressed before waits for its lookup: nothing to do. */
    record Waits() implements RetryRuling {}

    /**
     * It could duplicate, or makes no sense.
     *
     * @param earliest when the system may send it by itself; null: time alone does not solve it
     */
    record Refuse(String code, String detail, @Nullable Instant earliest) implements RetryRuling {}

    /** Whether a retry could not make a second copy. */
    default boolean isSafe() {
        return !(this instanceof Refuse);
    }

    static RetryRuling on(Facts order, boolean force, Duration proofMaxAge, Instant now) {
        return switch (order.status()) {
            case QUEUED -> new BringForward();
            case REJECTED, FAILED -> force || isProven(order, proofMaxAge, now) ? new SendAgain() : new LookFirst();
            case IN_DOUBT -> force ? new SendAgain() : inDoubt(order, now);
            case BROKEN -> force ? new SendAgain() : broken(order);
            case POSTING -> new Refuse("attempt-in-flight", "It is being sent right now.", null);
            case SYNCED -> new Refuse("already-synced", "Your shop has this order, and it is linked.", null);
            case RESYNCING ->
                new Refuse("wrong-status", "It is being replaced in your shop: it is sent again by itself.", null);
            case CANCELLED -> new Refuse("wrong-status", "It was cancelled and will not be sent.", null);
        };
    }

    private static boolean isProven(Facts order, Duration proofMaxAge, Instant now) {
        return !order.doubted() || (order.proofAt() != null && !order.proofAt().isBefore(now.minus(proofMaxAge)));
    }

    private static RetryRuling inDoubt(Facts order, Instant now) {
        if (!order.copies().isEmpty()) {
            return matchKnown();
        }
        if (order.noId()) {
            return appliedNotFound();
        }
        if (order.retryWaitsForLookup()) {
            return new Waits();
        }
        return new Refuse(
                "outcome-unsettled",
                "Your shop may have this order. We look for it, and send it again only when it is not there.",
                earliest(order, now));
    }

    private static RetryRuling broken(Facts order) {
        return order.copies().isEmpty() && order.noId() ? appliedNotFound() : matchKnown();
    }

    private static Refuse matchKnown() {
        return new Refuse(
                "match-known",
                "Your shop has an order that may be this one. Link it, or say that it is not yours, first.",
                null);
    }

    private static Refuse appliedNotFound() {
        return new Refuse(
                "applied-not-found",
                "Your shop said that it took this order, but not under which number. Sending it again would double it.",
                null);
    }

    /** The lookup that may settle it starts after the settle window; once that is over, with the next lookup. */
    private static @Nullable Instant earliest(Facts order, Instant now) {
        if (order.settlesAt() != null && order.settlesAt().isAfter(now)) {
            return order.settlesAt();
        }
        return order.dueAt() != null && order.dueAt().isAfter(now) ? order.dueAt() : now;
    }
}
