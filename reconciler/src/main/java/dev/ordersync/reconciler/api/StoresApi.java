package dev.ordersync.reconciler.api;

import dev.ordersync.access.Caller;
import dev.ordersync.access.StoreScope;
import dev.ordersync.order.StoreKey;
import dev.ordersync.problem.Refusal;
import dev.ordersync.reconciler.stores.ShopAcceptance;
import dev.ordersync.reconciler.stores.StoreKeeper;
import dev.ordersync.reconciler.stores.StoreSettings;
import dev.ordersync.reconciler.stores.StoreSheet;
import dev.ordersync.reconciler.stores.StoreSheets;
import dev.ordersync.reconciler.stores.StoreVerification;
import dev.ordersync.resolution.Press;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Merchants' stores. No answer ever holds a secret. */
@RestController
@RequestMapping("/api/stores")
@Tag(name = "Stores")
class StoresApi {
    record Stores(List<StoreSheet> stores, @Nullable String nextCursor) {}

    record AcceptBody(@Nullable String shopId, @Nullable String reason) {}

    record PauseBody(@Nullable String reason) {}

    private final StoreScope scope;
    private final StoreKeeper keeper;
    private final StoreSheets sheets;
    private final StoreVerification verification;
    private final ShopAcceptance acceptance;

    StoresApi(
            StoreScope scope,
            StoreKeeper keeper,
            StoreSheets sheets,
            StoreVerification verification,
            ShopAcceptance acceptance) {
        this.acceptance = acceptance;
        this.scope = scope;
        this.keeper = keeper;
        this.sheets = sheets;
        this.verification = verification;
    }

    @GetMapping
    @Operation(summary = "Lists stores by key")
    Stores list(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @RequestParam(defaultValue = KeyCursor.DEFAULT_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = KeyCursor.limit(limit);
        var page = KeyCursor.page(sheets.list(caller, KeyCursor.after(cursor), size + 1), size, StoreSheet::key);
        return new Stores(page.items(), page.nextCursor());
    }

    @GetMapping("/{key}")
    @Operation(summary = "Settings and health of one store")
    StoreSheet get(@Parameter(hidden = true) @AuthenticationPrincipal Caller caller, @PathVariable String key) {
        return sheets.get(scope.get(caller, key));
    }

    @PutMapping("/{key}")
    @Operation(
            summary = "Creates or changes a store, and verifies it",
            description =
                    "Without credentials, those that the store has stay. A failed verify leaves it saved and held.")
    ResponseEntity<StoreSheet> put(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @PathVariable String key,
            @RequestBody StoreSettings settings) {
        if (!StoreKey.isValid(key)) {
            throw Refusal.invalid("key", "must be 1–64 of a–z 0–9 -");
        }
        var storeKey = new StoreKey(key);
        if (!caller.maySee(storeKey)) {
            throw Refusal.forbidden("You may not make or change this store.");
        }
        boolean created = keeper.save(storeKey, settings);
        return ResponseEntity.status(created ? HttpStatus.CREATED : HttpStatus.OK)
                .body(sheets.get(scope.get(caller, key)));
    }

    @PostMapping("/{key}/verify")
    @Operation(summary = "Tries the credentials with harmless reads; lifts a hold or makes one")
    StoreVerification.Result verify(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller, @PathVariable String key) {
        return verification.verify(scope.get(caller, key));
    }

    @PostMapping("/{key}/accept-shop")
    @Operation(
            summary = "Says that the other shop behind the store is wanted",
            description = "Orders in doubt that went to the shop before stay with people: the new shop proves nothing.")
    StoreSheet acceptShop(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @PathVariable String key,
            @RequestBody AcceptBody body) {
        var store = scope.get(caller, key);
        acceptance.accept(store, body.shopId(), new Press(caller, null, false, body.reason()));
        return sheets.get(store);
    }

    @PostMapping("/{key}/pause")
    @Operation(summary = "Nothing is posted any more; lookups go on")
    StoreSheet pause(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @PathVariable String key,
            @RequestBody(required = false) @Nullable PauseBody body) {
        var store = scope.get(caller, key);
        var press = new Press(caller, null, false, body == null ? null : body.reason());
        keeper.pause(store, caller.getName(), press.reason());
        return sheets.get(store);
    }

    @PostMapping("/{key}/resume")
    @Operation(summary = "Ends a pause")
    StoreSheet resume(@Parameter(hidden = true) @AuthenticationPrincipal Caller caller, @PathVariable String key) {
        var store = scope.get(caller, key);
        keeper.resume(store);
        return sheets.get(store);
    }
}
