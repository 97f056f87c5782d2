package dev.ordersync.worker.intake;

import dev.ordersync.content.OrderReader;
import dev.ordersync.problem.BodyLimit;
import dev.ordersync.problem.FieldError;
import dev.ordersync.problem.Refusal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One line of a batch after reading.
 *
 * @param submission what is to be stored; empty: the line is refused
 * @param refused the answer if nothing is to be stored
 */
record BatchLine(@Nullable String id, Optional<Submission> submission, BatchResult refused) {
    private static final int MAX_SHOWN_ID = 64;

    static BatchLine read(Submitter submitter, byte[] json) {
        if (json.length > BodyLimit.MAX_BYTES) {
            return refused(null, List.of(new FieldError("", "must have at most " + BodyLimit.MAX_BYTES + " bytes")));
        }
        JsonNode tree;
        try {
            tree = OrderReader.parse(json);
        } catch (Refusal refusal) {
            return refused(null, List.of(new FieldError("", "is not one JSON object")));
        }
        var id = id(tree);
        try {
            var submission = submitter.submission(tree);
            return new BatchLine(id, Optional.of(submission), BatchResult.invalid(id, List.of()));
        } catch (Refusal refusal) {
            return refused(
                    id,
                    refusal.errors().isEmpty() ? List.of(new FieldError("store", refusal.detail())) : refusal.errors());
        }
    }

    private static BatchLine refused(@Nullable String id, List<FieldError> errors) {
        return new BatchLine(id, Optional.empty(), BatchResult.invalid(id, errors));
    }

    private static @Nullable String id(JsonNode tree) {
        var id = tree.path("id");
        return id.isString() && id.stringValue().length() <= MAX_SHOWN_ID ? id.stringValue() : null;
    }
}
