package dev.ordersync.reconciler.api;

import dev.ordersync.access.Caller;
import dev.ordersync.order.PlatformOrderId;
import dev.ordersync.problem.Refusal;
import dev.ordersync.reconciler.orders.OrderFinder;
import dev.ordersync.reconciler.orders.OrderSheet;
import dev.ordersync.reconciler.orders.OrderSheets;
import dev.ordersync.resolution.IfNotDeletable;
import dev.ordersync.resolution.Press;
import dev.ordersync.resolution.ResolveTwin;
import dev.ordersync.resolution.Resync;
import dev.ordersync.resolution.ResyncPreview;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Taking copies out of the shop: of a broken order, or a twin. */
@RestController
@RequestMapping("/api/orders/{id}")
@Tag(name = "Order actions")
class VoidingApi {
    /** @param ifNotDeletable refuse or cancel; nothing: refuse */
    record VoidBody(
            @Nullable String platformOrderId,
            @Nullable String ifNotDeletable,
            @Nullable Boolean force,
            @Nullable String reason,
            @Nullable Integer version) {
        Press by(Caller caller) {
            return new Press(caller, version, Boolean.TRUE.equals(force), reason);
        }
    }

    /** @param action void or keep */
    record TwinBody(
            @Nullable String action,
            @Nullable String ifNotDeletable,
            @Nullable Boolean force,
            @Nullable String reason,
            @Nullable Integer version) {
        Press by(Caller caller) {
            return new Press(caller, version, Boolean.TRUE.equals(force), reason);
        }
    }

    private final OrderFinder finder;
    private final OrderSheets sheets;
    private final Resync resync;
    private final ResyncPreview preview;
    private final ResolveTwin twin;

    VoidingApi(OrderFinder finder, OrderSheets sheets, Resync resync, ResyncPreview preview, ResolveTwin twin) {
        this.finder = finder;
        this.sheets = sheets;
        this.resync = resync;
        this.preview = preview;
        this.twin = twin;
    }

    @GetMapping("/resync/preview")
    @Operation(summary = "Reads the copy now and says what voiding it would do")
    ResyncPreview.Preview preview(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable String platformOrderId) {
        return preview.of(finder.get(caller, id, source), copy(platformOrderId));
    }

    @PostMapping("/resync")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Voids the shop's copy and posts the order afresh once that is proven gone")
    OrderSheet resync(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String source,
            @RequestBody VoidBody body) {
        return begin(caller, id, source, Resync.Then.POST, body);
    }

    @PostMapping("/void")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Voids the shop's copy; the order is cancelled once that is proven gone")
    OrderSheet voidCopy(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String source,
            @RequestBody VoidBody body) {
        return begin(caller, id, source, Resync.Then.CANCEL, body);
    }

    private OrderSheet begin(Caller caller, String id, @Nullable String source, Resync.Then then, VoidBody body) {
        var order = finder.get(caller, id, source);
        resync.press(
                order, then, copy(body.platformOrderId()), IfNotDeletable.of(body.ifNotDeletable()), body.by(caller));
        return sheets.get(order);
    }

    @PostMapping("/twins/{platformOrderId}/resolve")
    @Operation(summary = "Voids a second copy of the order, or keeps it")
    ResponseEntity<OrderSheet> resolveTwin(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @PathVariable String id,
            @PathVariable String platformOrderId,
            @RequestParam(required = false) @Nullable String source,
            @RequestBody TwinBody body) {
        var order = finder.get(caller, id, source);
        var copy = copy(platformOrderId);
        return switch (body.action()) {
            case "void" -> {
                twin.voidCopy(order, copy, IfNotDeletable.of(body.ifNotDeletable()), body.by(caller));
                yield ResponseEntity.accepted().body(sheets.get(order));
            }
            case "keep" -> {
                twin.keep(order, copy, body.by(caller));
                yield ResponseEntity.ok(sheets.get(order));
            }
            case null, default -> throw Refusal.invalid("action", "must be void or keep");
        };
    }

    private static PlatformOrderId copy(@Nullable String id) {
        if (id == null || id.isBlank() || id.length() > PlatformOrderId.MAX_LENGTH) {
            throw Refusal.invalid("platformOrderId", "must have 1–" + PlatformOrderId.MAX_LENGTH + " characters");
        }
        return new PlatformOrderId(id.strip());
    }
}
