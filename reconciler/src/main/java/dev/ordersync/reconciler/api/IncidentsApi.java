package dev.ordersync.reconciler.api;

import dev.ordersync.access.Caller;
import dev.ordersync.problem.Refusal;
import dev.ordersync.reconciler.incidents.IncidentBoard;
import dev.ordersync.reconciler.incidents.IncidentSheet;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Situations that people are told about. */
@RestController
@RequestMapping("/api/incidents")
@Tag(name = "Incidents")
class IncidentsApi {
    record IncidentList(
            List<IncidentSheet> incidents, @Nullable String nextCursor) {}

    record SnoozeBody(@Nullable OffsetDateTime until) {}

    record AssignBody(@Nullable String to) {}

    private final IncidentBoard board;

    IncidentsApi(IncidentBoard board) {
        this.board = board;
    }

    @GetMapping
    @Operation(summary = "Lists incidents, newest first")
    IncidentList list(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String store,
            @RequestParam(defaultValue = KeyCursor.DEFAULT_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = KeyCursor.limit(limit);
        var page = KeyCursor.page(
                board.list(caller, state, store, before(cursor), size + 1),
                size,
                incident -> Long.toString(incident.id()));
        return new IncidentList(page.items(), page.nextCursor());
    }

    private static long before(@Nullable String cursor) {
        var text = KeyCursor.after(cursor);
        try {
            return text.isEmpty() ? Long.MAX_VALUE : Long.parseLong(text);
        } catch (NumberFormatException _) {
            throw Refusal.invalid("cursor", "must be a nextCursor of an earlier answer");
        }
    }

    @GetMapping("/{id}")
    @Operation(summary = "One incident")
    IncidentSheet get(@Parameter(hidden = true) @AuthenticationPrincipal Caller caller, @PathVariable long id) {
        return board.get(caller, id);
    }

    @PostMapping("/{id}/acknowledge")
    @Operation(summary = "Someone takes care: from now on only new orders are mailed about")
    IncidentSheet acknowledge(@Parameter(hidden = true) @AuthenticationPrincipal Caller caller, @PathVariable long id) {
        return board.acknowledge(caller, id);
    }

    @PostMapping("/{id}/snooze")
    @Operation(summary = "No digest until then, or until another order joins")
    IncidentSheet snooze(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @PathVariable long id,
            @RequestBody SnoozeBody body) {
        return board.snooze(
                caller, id, body.until() == null ? null : body.until().toInstant());
    }

    @PostMapping("/{id}/assign")
    @Operation(summary = "Names the user who takes care")
    IncidentSheet assign(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @PathVariable long id,
            @RequestBody AssignBody body) {
        return board.assign(caller, id, body.to());
    }
}
