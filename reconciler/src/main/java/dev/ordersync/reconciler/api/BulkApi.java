package dev.ordersync.reconciler.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ordersync.access.Caller;
import dev.ordersync.problem.FieldError;
import dev.ordersync.problem.Refusal;
import dev.ordersync.reconciler.jobs.BulkActions;
import dev.ordersync.reconciler.jobs.Job;
import dev.ordersync.reconciler.jobs.JobOrder;
import dev.ordersync.reconciler.jobs.Jobs;
import dev.ordersync.reconciler.jobs.Selection;
import dev.ordersync.reconciler.orders.OrderFilter;
import dev.ordersync.resolution.Bulk;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** One button for many orders. */
@RestController
@RequestMapping("/api")
@Tag(name = "Bulk actions")
class BulkApi {
    /** More than these help nobody. */
    private static final int MAX_ERRORS = 100;

    /** The parameters of the list of orders. */
    record Filter(
            @Nullable String status,
            @Nullable String store,
            @Nullable String q,
            @Nullable String since,
            @Nullable String until) {}

    /** @param ids each a text, or an object with id and source */
    record BulkBody(
            @Nullable String action,
            @Nullable Filter filter,
            @Nullable List<@Nullable JsonNode> ids,
            @Nullable Boolean dryRun,
            @Nullable String reason) {}

    record Counts(@JsonProperty("do") long toDo, long refused) {}

    record DryRun(List<JobOrder> results, Counts counts) {}

    record Started(Job job) {}

    record Shown(Job job, List<JobOrder> results) {}

    private final BulkActions bulk;
    private final Jobs jobs;

    BulkApi(BulkActions bulk, Jobs jobs) {
        this.bulk = bulk;
        this.jobs = jobs;
    }

    @PostMapping("/orders/bulk")
    @Operation(
            summary = "Presses a button on many orders, or says what that would do",
            description = "At most " + Selection.MAX_ORDERS + " orders; each is judged again when its turn comes.")
    ResponseEntity<Object> bulk(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller, @RequestBody BulkBody body) {
        var wish = wish(body);
        if (Boolean.TRUE.equals(body.dryRun())) {
            var results = bulk.dryRun(caller, wish);
            long refused =
                    results.stream().filter(result -> result.refused() != null).count();
            return ResponseEntity.ok(new DryRun(results, new Counts(results.size() - refused, refused)));
        }
        return ResponseEntity.status(HttpStatus.ACCEPTED).body(new Started(bulk.start(caller, wish)));
    }

    @GetMapping("/jobs/{id}")
    @Operation(summary = "How far a bulk action has come, and what became of each order")
    Shown job(@Parameter(hidden = true) @AuthenticationPrincipal Caller caller, @PathVariable String id) {
        return new Shown(jobs.get(caller, id), jobs.results(id));
    }

    @PostMapping("/jobs/{id}/stop")
    @Operation(summary = "Stops a bulk action: the orders that are left stay as they are")
    Started stop(@Parameter(hidden = true) @AuthenticationPrincipal Caller caller, @PathVariable String id) {
        return new Started(jobs.stop(caller, id));
    }

    private static BulkActions.Wish wish(BulkBody body) {
        var errors = new ArrayList<FieldError>();
        var action =
                body.action() == null ? null : Bulk.Action.of(body.action()).orElse(null);
        if (action == null) {
            errors.add(new FieldError("action", "must be one of " + actions()));
        }
        if ((body.filter() == null) == (body.ids() == null)) {
            errors.add(new FieldError("filter", "give either this or ids"));
        }
        var ids = ids(body.ids() == null ? List.of() : body.ids(), errors);
        if (!errors.isEmpty() || action == null) {
            throw Refusal.invalid(List.copyOf(errors));
        }
        var filter = body.filter();
        return new BulkActions.Wish(
                action,
                body.reason(),
                filter == null
                        ? null
                        : OrderFilter.of(filter.status(), filter.store(), filter.q(), filter.since(), filter.until()),
                ids);
    }

    private static String actions() {
        return Arrays.stream(Bulk.Action.values()).map(Bulk.Action::code).collect(Collectors.joining(", "));
    }

    private static List<Selection.Id> ids(List<@Nullable JsonNode> given, List<FieldError> errors) {
        var ids = new ArrayList<Selection.Id>();
        for (int i = 0; i < given.size() && errors.size() < MAX_ERRORS; i++) {
            var node = given.get(i);
            var id = node == null || !node.isObject() ? node : node.get("id");
            var source = node == null ? null : node.get("source");
            if (id == null || !id.isString() || (source != null && !source.isString() && !source.isNull())) {
                errors.add(new FieldError("ids[" + i + "]", "must be an id, or an object with id and source"));
            } else {
                ids.add(new Selection.Id(
                        id.stringValue(), source == null || source.isNull() ? null : source.stringValue()));
            }
        }
        return ids;
    }
}
