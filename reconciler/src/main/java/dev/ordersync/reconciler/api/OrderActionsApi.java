package dev.ordersync.reconciler.api;

import dev.ordersync.access.Caller;
import dev.ordersync.order.OrderId;
import dev.ordersync.reconciler.orders.OrderFinder;
import dev.ordersync.reconciler.orders.OrderSheet;
import dev.ordersync.reconciler.orders.OrderSheets;
import dev.ordersync.resolution.Cancel;
import dev.ordersync.resolution.Dismiss;
import dev.ordersync.resolution.Link;
import dev.ordersync.resolution.Press;
import dev.ordersync.resolution.Retry;
import dev.ordersync.resolution.Target;
import dev.ordersync.resolution.Unlink;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What people do to orders. Each answers with the order as it is then, or 409 with what is known and safe. */
@RestController
@RequestMapping("/api/orders/{id}")
@Tag(name = "Order actions")
class OrderActionsApi {
    /** @param version the order's version that was seen; another one by now is refused */
    record ForceBody(
            @Nullable Boolean force,
            @Nullable String reason,
            @Nullable Integer version) {
        static final ForceBody NONE = new ForceBody(null, null, null);

        Press by(Caller caller) {
            return new Press(caller, version, Boolean.TRUE.equals(force), reason);
        }
    }

    record LinkBody(
            @Nullable String platformOrderId,
            @Nullable String platformOrderUrl,
            @Nullable Boolean force,
            @Nullable String reason,
            @Nullable Integer version) {
        Press by(Caller caller) {
            return new Press(caller, version, Boolean.TRUE.equals(force), reason);
        }
    }

    record ReasonBody(@Nullable String reason, @Nullable Integer version) {
        static final ReasonBody NONE = new ReasonBody(null, null);

        Press by(Caller caller) {
            return new Press(caller, version, false, reason);
        }
    }

    private final OrderFinder finder;
    private final OrderSheets sheets;
    private final Retry retry;
    private final Link link;
    private final Unlink unlink;
    private final Cancel cancel;
    private final Dismiss dismiss;

    OrderActionsApi(
            OrderFinder finder,
            OrderSheets sheets,
            Retry retry,
            Link link,
            Unlink unlink,
            Cancel cancel,
            Dismiss dismiss) {
        this.finder = finder;
        this.sheets = sheets;
        this.retry = retry;
        this.link = link;
        this.unlink = unlink;
        this.cancel = cancel;
        this.dismiss = dismiss;
    }

    @PostMapping("/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Queues one more attempt, or brings the waiting one forward")
    OrderSheet retry(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String source,
            @RequestBody(required = false) @Nullable ForceBody body) {
        var order = finder.get(caller, id, source);
        retry.press(order, (body == null ? ForceBody.NONE : body).by(caller));
        return sheets.get(order);
    }

    @PostMapping("/link")
    @Operation(summary = "Pairs the order with an order in the shop, after reading that")
    OrderSheet link(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String source,
            @RequestBody LinkBody body) {
        var order = finder.get(caller, id, source);
        link.press(order, new Target(body.platformOrderId(), body.platformOrderUrl()), body.by(caller));
        return sheets.get(order);
    }

    @PostMapping("/unlink")
    @Operation(summary = "Takes a link back: the order is a broken sync again")
    OrderSheet unlink(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String source,
            @RequestBody(required = false) @Nullable ReasonBody body) {
        var order = finder.get(caller, id, source);
        unlink.press(order, (body == null ? ReasonBody.NONE : body).by(caller));
        return sheets.get(order);
    }

    @PostMapping("/cancel")
    @Operation(summary = "Not to be sent any more; kept as a wish while an attempt may have arrived")
    ResponseEntity<OrderSheet> cancel(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String source,
            @RequestBody(required = false) @Nullable ReasonBody body) {
        OrderId order = finder.get(caller, id, source);
        var result = cancel.press(order, (body == null ? ReasonBody.NONE : body).by(caller));
        var status = result == Cancel.Result.WISH_KEPT ? HttpStatus.ACCEPTED : HttpStatus.OK;
        return ResponseEntity.status(status).body(sheets.get(order));
    }

    @PostMapping("/candidates/{platformOrderId}/dismiss")
    @Operation(summary = "Says that an order in the shop is not this one")
    OrderSheet dismiss(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @PathVariable String id,
            @PathVariable String platformOrderId,
            @RequestParam(required = false) @Nullable String source,
            @RequestBody(required = false) @Nullable ForceBody body) {
        var order = finder.get(caller, id, source);
        dismiss.press(order, platformOrderId, (body == null ? ForceBody.NONE : body).by(caller));
        return sheets.get(order);
    }
}
