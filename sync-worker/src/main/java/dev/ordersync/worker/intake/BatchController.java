package dev.ordersync.worker.intake;

import dev.ordersync.access.Caller;
import dev.ordersync.problem.Problems;
import dev.ordersync.problem.Refusal;
import dev.ordersync.store.StoreDirectory;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Takes in many orders, one a line. Read whole before anything is stored, since a batch that is too large stores nothing. */
@RestController
class BatchController {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Intake intake;
    private final IntakeRoom room;
    private final StoreDirectory stores;

    BatchController(Intake intake, IntakeRoom room, StoreDirectory stores) {
        this.intake = intake;
        this.room = room;
        this.stores = stores;
    }

    @Operation(summary = "Submits up to 10,000 orders, one a line; a bad line never rejects the good ones")
    @RequestBody(
            required = true,
            content = @Content(mediaType = MediaType.APPLICATION_NDJSON_VALUE, schema = @Schema(type = "string")))
    @PostMapping(path = "/api/orders/batch", consumes = MediaType.APPLICATION_NDJSON_VALUE)
    ResponseEntity<byte[]> take(
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @Parameter(hidden = true) @RequestHeader(required = false) @Nullable String traceparent)
            throws IOException {
        try (var _ = room.forBatch(request.getContentLengthLong())) {
            var lines = BatchLines.of(request.getInputStream().readAllBytes());
            var submitter = new Submitter(stores, caller, traceparent);
            var results = results(submitter, lines);
            var out = new ByteArrayOutputStream();
            for (var result : results) {
                out.writeBytes(JSON.writeValueAsBytes(result));
                out.write('\n');
            }
            return ResponseEntity.ok().contentType(MediaType.APPLICATION_NDJSON).body(out.toByteArray());
        }
    }

    /** @throws Refusal 503 when the database took nothing from the start, so that all of it can be sent again */
    private List<BatchResult> results(Submitter submitter, BatchLines lines) {
        var results = new ArrayList<BatchResult>(lines.count());
        Received.@Nullable Unavailable away = null;
        for (int from = 0; from < lines.count(); from += Intake.GROUP) {
            var read = IntStream.range(from, Math.min(from + Intake.GROUP, lines.count()))
                    .mapToObj(number -> BatchLine.read(submitter, lines.bytes(number)))
                    .toList();
            var received = received(read, away);
            if (away == null
                    && !received.isEmpty()
                    && received.stream().allMatch(Received.Unavailable.class::isInstance)) {
                away = (Received.Unavailable) received.getFirst();
                if (results.stream().allMatch(BatchResult::isRefused)) {
                    throw Refusal.unavailable(away.detail(), Problems.RETRY_AFTER);
                }
            }
            var next = received.iterator();
            for (var line : read) {
                results.add(line.submission().isEmpty() ? line.refused() : BatchResult.of(line.id(), next.next()));
            }
        }
        results.forEach(result -> intake.count(result.result()));
        return results;
    }

    /** @param away why nothing is tried any more in this batch; null: it is */
    private List<Received> received(List<BatchLine> read, Received.@Nullable Unavailable away) {
        var submissions =
                read.stream().flatMap(line -> line.submission().stream()).toList();
        return away == null ? intake.take(submissions) : Collections.nCopies(submissions.size(), away);
    }
}
