package dev.ordersync.worker.intake;

import dev.ordersync.access.Caller;
import dev.ordersync.store.StoreDirectory;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
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
            var out = new ByteArrayOutputStream();
            for (int from = 0; from < lines.count(); from += Intake.GROUP) {
                int to = Math.min(from + Intake.GROUP, lines.count());
                for (var result : takeGroup(submitter, lines, from, to)) {
                    intake.count(result.result());
                    out.writeBytes(JSON.writeValueAsBytes(result));
                    out.write('\n');
                }
            }
            return ResponseEntity.ok().contentType(MediaType.APPLICATION_NDJSON).body(out.toByteArray());
        }
    }

    private List<BatchResult> takeGroup(Submitter submitter, BatchLines lines, int from, int to) {
        var read = IntStream.range(from, to)
                .mapToObj(number -> BatchLine.read(submitter, lines.bytes(number)))
                .toList();
        var received = intake.take(read.stream()
                        .flatMap(line -> line.submission().stream())
                        .toList())
                .iterator();
        return read.stream()
                .map(line -> line.submission().isEmpty() ? line.refused() : BatchResult.of(line.id(), received.next()))
                .toList();
    }
}
