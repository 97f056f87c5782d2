package dev.ordersync.reconciler.console;

import dev.ordersync.access.Caller;
import dev.ordersync.access.StoreScope;
import dev.ordersync.reconciler.stores.StoreSheet;
import dev.ordersync.reconciler.stores.StoreSheets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The page of one store: how it fares, and what its shop can do. */
@Controller
class StoreController {
    /**
     * @param words what the last successful verify showed, for people; empty before
     * @param refused what we were not let do
     * @param lag how late its list was ever seen to show an order; null: never
     * @param window how long "not there" must hold
     */
    record Page(
            String key,
            String platform,
            String baseUrl,
            ShownState state,
            Moment since,
            @Nullable Moment verified,
            List<String> words,
            List<String> refused,
            @Nullable String lag,
            boolean lagRules,
            String window,
            String clock) {}

    private final StoreScope scope;
    private final StoreSheets sheets;
    private final Clock clock;

    StoreController(StoreScope scope, StoreSheets sheets, Clock clock) {
        this.scope = scope;
        this.sheets = sheets;
        this.clock = clock;
    }

    @GetMapping("/stores/{key}")
    String page(@AuthenticationPrincipal Caller caller, @PathVariable String key, Model model) {
        var store = scope.get(caller, key);
        model.addAttribute("page", page(sheets.get(store), ShownState.of(store), new Times(clock.instant())));
        return "store";
    }

    private static Page page(StoreSheet sheet, ShownState state, Times times) {
        var shop = sheet.capabilities();
        var lag = sheet.measuredLag();
        return new Page(
                sheet.key(),
                sheet.platform(),
                sheet.baseUrl(),
                state,
                times.clock(sheet.stateSince()),
                sheet.lastVerified() == null ? null : times.clock(sheet.lastVerified()),
                shop == null ? List.of() : shop.words(),
                shop == null
                        ? List.of()
                        : shop.scopes().entrySet().stream()
                                .filter(may -> !may.getValue())
                                .map(may -> may.getKey())
                                .toList(),
                lag.isZero() ? null : Times.exactly(lag),
                lag.compareTo(sheet.policy().settleWindow()) > 0,
                Times.exactly(sheet.limits().settleWindow()),
                offset(sheet.clockSkew()));
    }

    private static String offset(Duration skew) {
        if (skew.abs().compareTo(Duration.ofSeconds(1)) < 0) {
            return "right";
        }
        return Times.exactly(skew.abs()) + (skew.isNegative() ? " behind" : " ahead");
    }
}
