package dev.ordersync.reconciler.api;

import dev.ordersync.access.Caller;
import dev.ordersync.reconciler.orders.AuditTrail;
import dev.ordersync.reconciler.orders.OrderFilter;
import dev.ordersync.reconciler.orders.OrderFinder;
import dev.ordersync.reconciler.orders.OrderList;
import dev.ordersync.reconciler.orders.OrderSheet;
import dev.ordersync.reconciler.orders.OrderSheets;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reads orders. */
@RestController
@RequestMapping("/api/orders")
@Tag(name = "Orders")
class OrdersApi {
    /** The audit of one order, oldest first. */
    record Audit(List<AuditTrail.Entry> entries) {}

    private final OrderFinder finder;
    private final OrderSheets sheets;
    private final OrderList list;
    private final AuditTrail audit;

    OrdersApi(OrderFinder finder, OrderSheets sheets, OrderList list, AuditTrail audit) {
        this.finder = finder;
        this.sheets = sheets;
        this.list = list;
        this.audit = audit;
    }

    @GetMapping
    @Operation(
            summary = "Lists orders, newest first",
            description = "since and until mean receivedAt and are included.")
    OrderList.Page list(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @Parameter(description = "one or several statuses by comma; also overdue, needs_person")
                    @RequestParam(required = false)
                    @Nullable
                    String status,
            @RequestParam(required = false) @Nullable String store,
            @Parameter(description = "matches id, customer, e-mail, SKU, platform order id")
                    @RequestParam(required = false)
                    @Nullable
                    String q,
            @RequestParam(required = false) @Nullable String since,
            @RequestParam(required = false) @Nullable String until,
            @RequestParam(defaultValue = "" + OrderList.DEFAULT_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return list.page(caller, OrderFilter.of(status, store, q, since, until), limit, cursor);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Everything known about one order")
    OrderSheet get(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String source) {
        return sheets.get(finder.get(caller, id, source));
    }

    @GetMapping("/{id}/audit")
    @Operation(summary = "What happened to one order", description = "Each hash covers its line and the hash before.")
    Audit audit(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String source) {
        return new Audit(audit.of(finder.get(caller, id, source)));
    }
}
