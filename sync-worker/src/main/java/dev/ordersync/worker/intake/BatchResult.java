package dev.ordersync.worker.intake;

import dev.ordersync.problem.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one line of a batch.
 *
 * @param id null where the line has none
 * @param result accepted, duplicate, conflict or invalid
 */
record BatchResult(@Nullable String id, String result, List<FieldError> errors) {
    static BatchResult invalid(@Nullable String id, List<FieldError> errors) {
        return new BatchResult(id, "invalid", errors);
    }

    static BatchResult of(@Nullable String id, Received received) {
        return switch (received) {
            case Received.Accepted _ -> new BatchResult(id, "accepted", List.of());
            case Received.Duplicate _ -> new BatchResult(id, "duplicate", List.of());
            case Received.Conflict _ -> new BatchResult(id, "conflict", List.of());
        };
    }
}
