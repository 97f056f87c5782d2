package dev.ordersync.worker.intake;

import dev.ordersync.access.Caller;
import dev.ordersync.config.OrderSyncProperties;
import dev.ordersync.content.OrderReader;
import dev.ordersync.order.OrderContent;
import dev.ordersync.order.OrderStatus;
import dev.ordersync.problem.Problems;
import dev.ordersync.problem.Refusal;
import dev.ordersync.store.StoreDirectory;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Takes in one order. */
@RestController
class OrderController {
    private final Intake intake;
    private final IntakeRoom room;
    private final StoreDirectory stores;
    private final OrderSyncProperties properties;

    OrderController(Intake intake, IntakeRoom room, StoreDirectory stores, OrderSyncProperties properties) {
        this.intake = intake;
        this.room = room;
        this.stores = stores;
        this.properties = properties;
    }

    /** @param url the order's page in the console */
    record Taken(String id, String source, String store, String status, String url) {}

    @Operation(summary = "Submits one order; safe to repeat")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = OrderContent.class)))
    @ApiResponse(responseCode = "202", description = "New: stored, and will be posted")
    @ApiResponse(responseCode = "200", description = "The same content was submitted before")
    @ApiResponse(responseCode = "409", description = "order-conflict: the id was submitted with other content")
    @ApiResponse(responseCode = "422", description = "invalid: every bad field is named")
    @ApiResponse(
            responseCode = "503",
            description = "unavailable: nothing is stored, unless the detail says that nobody knows")
    @PostMapping(path = "/api/orders", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Taken> take(
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @Parameter(hidden = true) @RequestHeader(required = false) @Nullable String traceparent)
            throws IOException {
        try (var _ = room.forOrder(request.getContentLengthLong())) {
            var submitter = new Submitter(stores, caller, traceparent);
            var submission = submitter.submission(
                    OrderReader.parse(request.getInputStream().readAllBytes()));
            return answer(submission.content(), intake.take(submission));
        }
    }

    private ResponseEntity<Taken> answer(OrderContent order, Received received) {
        return switch (received) {
            case Received.Accepted _ -> {
                intake.count("accepted");
                var taken = taken(order, OrderStatus.QUEUED);
                yield ResponseEntity.accepted()
                        .location(URI.create(taken.url()))
                        .body(taken);
            }
            case Received.Duplicate duplicate -> {
                intake.count("duplicate");
                yield ResponseEntity.ok(taken(order, duplicate.status()));
            }
            case Received.Conflict _ -> {
                intake.count("conflict");
                throw Refusal.conflict("order-conflict", "This id was submitted before with other content.")
                        .safeToRetry(false);
            }
            case Received.Failed _ -> {
                intake.count("failed");
                throw new IllegalStateException("An order could not be stored");
            }
            case Received.Unavailable unavailable -> {
                intake.count("unavailable");
                throw Refusal.unavailable(unavailable.detail(), Problems.RETRY_AFTER);
            }
        };
    }

    private Taken taken(OrderContent order, OrderStatus status) {
        return new Taken(
                order.id(),
                order.source(),
                order.store(),
                status.code(),
                properties.orderUrl(order.id(), order.source()));
    }
}
