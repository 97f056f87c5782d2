package dev.ordersync.worker.intake;

import dev.ordersync.problem.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one line of a batch.
 *
 * @param id null where the line has none
 * @param result accepted, duplicate, conflict, invalid, or unavailable: to be sent again
 */
record BatchResult(@Nullable String id, String result, List<FieldError> errors) {
    static BatchResult invalid(@Nullable String id, List<FieldError> errors) {
        return new BatchResult(id, "invalid", errors);
    }

    private static BatchResult unavailable(@Nullable String id, String detail) {
        return new BatchResult(id, "unavailable", List.of(new FieldError("", detail)));
    }

    static BatchResult of(@Nullable String id, Received received) {
        return switch (received) {
            case Received.Accepted _ -> new BatchResult(id, "accepted", List.of());
            case Received.Duplicate _ -> new BatchResult(id, "duplicate", List.of());
            case Received.Conflict _ -> new BatchResult(id, "conflict", List.of());
            case Received.Unavailable unavailable -> unavailable(id, unavailable.detail());
            case Received.Failed _ -> unavailable(id, "could not be stored: an error of this server");
        };
    }

    /** Nothing is stored of it, and never will be. */
    boolean isRefused() {
        return result.equals("invalid");
    }
}
