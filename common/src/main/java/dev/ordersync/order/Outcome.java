package dev.ordersync.order;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt taught us about the shop. {@link #detail()} is for people: one sentence without personal data.
 * Classified once, in the platform adapter; whatever is not recognised is {@link Unknown}.
 */
public sealed interface Outcome {
    String detail();

    /** The HTTP status, where one was read. */
    default @Nullable Integer httpStatus() {
        return null;
    }

    /** The name in JSON, in the database and in metrics. */
    default String code() {
        return switch (this) {
            case Accepted _ -> "accepted";
            case AcceptedNoId _ -> "accepted_no_id";
            case NotSent _ -> "not_sent";
            case Rejected _ -> "rejected";
            case Throttled _ -> "throttled";
            case Held _ -> "held";
            case Unknown _ -> "unknown";
        };
    }

    /**
     * The shop has it and says under which id.
     *
     * @param differences what the copy has otherwise than sent, as field names; not empty: a broken sync
     */
    record Accepted(PlatformOrderId id, @Nullable String url, Integer httpStatus, List<String> differences)
            implements Outcome {
        @Override
        public String detail() {
            return differences.isEmpty()
                    ? "accepted as " + id
                    : "accepted as " + id + ", but not as sent: " + String.join(", ", differences);
        }
    }

    /** The platform's own 2xx without an id: looked up only to fetch the id, never sent again by itself. */
    record AcceptedNoId(Integer httpStatus, String detail) implements Outcome {}

    /** Nothing left this process, so sending again cannot duplicate. */
    record NotSent(String detail) implements Outcome {}

    /** The platform's own refusal of this order, or ours in its name before anything was sent: then without a status. */
    record Rejected(@Nullable Integer httpStatus, String detail) implements Outcome {}

    /** The platform's own "slow down", or ours in its name before anything was sent: then without a status. */
    record Throttled(@Nullable Integer httpStatus, String detail, Duration retryAfter) implements Outcome {}

    /**
     * The store's trouble, not the order's.
     *
     * @param hold the code that begins the store's {@code stateReason}, such as {@code unauthorized}
     */
    record Held(@Nullable Integer httpStatus, String hold, String detail) implements Outcome {}

    /**
     * The shop may have the order. Only the reconciler may decide.
     *
     * @param slowFor set for a foreign 429: the store is slowed as by {@link Throttled}, and no budget is used up
     * @param unexpected a redirect or a page of HTML: an incident of its own
     */
    record Unknown(
            @Nullable Integer httpStatus,
            String detail,
            @Nullable Duration slowFor,
            boolean unexpected) implements Outcome {
        public static Unknown because(String detail) {
            return new Unknown(null, detail, null, false);
        }
    }
}
