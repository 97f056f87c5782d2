package dev.ordersync.verdict;

import java.time.Instant;
import java.util.List;

/** What becomes of an order in doubt. */
public sealed interface Verdict {
    /** The name in metrics and in the audit. */
    default String code() {
        return switch (this) {
            case Wait _ -> "wait";
            case Link _ -> "link";
            case Flag _ -> "flag";
            case Retry _ -> "retry";
            case Fail _ -> "fail";
            case Cancel _ -> "cancel";
        };
    }

    /** Nothing can be said yet. Never a step towards a retry by itself. */
    record Wait(Instant until, String why) implements Verdict {}

    /** One copy with our reference, as sent. */
    record Link(Candidate candidate) implements Verdict {}

    /** A person decides: a broken sync, with all that was seen. */
    record Flag(List<Candidate> candidates, String why) implements Verdict {}

    /** Proven absent: post again with the same key. */
    record Retry() implements Verdict {}

    /** Proven absent, and not to be sent again without a person. */
    record Fail(String why) implements Verdict {}

    /** Proven absent, and no longer wanted. */
    record Cancel() implements Verdict {}
}
