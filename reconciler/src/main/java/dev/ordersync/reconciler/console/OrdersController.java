package dev.ordersync.reconciler.console;

import dev.ordersync.access.Caller;
import dev.ordersync.order.OrderStatus;
import dev.ordersync.reconciler.orders.OrderFilter;
import dev.ordersync.reconciler.orders.OrderList;
import dev.ordersync.store.StoreDirectory;
import dev.ordersync.wording.ShownStatus;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The list of orders: search, filters, counts, pages. All of it lives in the address. */
@Controller
class OrdersController {
    private static final int ROWS = 25;
    /** Counts above are shown as "10,000+": counting further would read the whole table. */
    private static final int MAX_COUNT = 10_000;

    private static final String NEEDS_PERSON = "needs_person";
    private static final List<OrdersPage.Choice> SINCE = List.of(
            new OrdersPage.Choice("", "Any time"),
            new OrdersPage.Choice("PT1H", "Last hour"),
            new OrdersPage.Choice("PT24H", "Last 24 hours"),
            new OrdersPage.Choice("P7D", "Last 7 days"));

    private final OrderList list;
    private final StoreDirectory stores;
    private final Clock clock;

    OrdersController(OrderList list, StoreDirectory stores, Clock clock) {
        this.list = list;
        this.stores = stores;
        this.clock = clock;
    }

    @GetMapping("/orders")
    String page(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String store,
            @RequestParam(defaultValue = "") String since,
            @RequestParam(defaultValue = "") String status,
            @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        var search = new OrdersPage.Search(q.strip(), store, known(since), status);
        model.addAttribute("page", read(caller, search, cursor));
        return "orders";
    }

    /** A span that the form does not offer means any time: the address may have been typed. */
    private static String known(String since) {
        return SINCE.stream().anyMatch(choice -> choice.value().equals(since)) ? since : "";
    }

    private OrdersPage read(Caller caller, OrdersPage.Search search, @Nullable String cursor) {
        var times = new Times(clock.instant());
        var filter = filter(search, search.status(), times);
        var page = list.page(caller, filter, ROWS, cursor);
        var next = page.nextCursor();
        return new OrdersPage(
                search,
                chips(caller, search, times),
                visibleStores(caller),
                SINCE,
                page.orders().stream().map(row -> row(row, times)).toList(),
                count(caller, filter) + " match",
                next == null ? null : address(search, search.status(), next),
                cursor == null || cursor.isEmpty() ? null : address(search, search.status(), null),
                search.since().isEmpty() ? null : address(withoutSince(search), search.status(), null),
                times.clock(times.now()));
    }

    private static OrdersPage.Search withoutSince(OrdersPage.Search search) {
        return new OrdersPage.Search(search.q(), search.store(), "", search.status());
    }

    private static OrderFilter filter(OrdersPage.Search search, String status, Times times) {
        var since = search.since().isEmpty()
                ? null
                : times.now().minus(Duration.parse(search.since())).toString();
        return OrderFilter.of(status, search.store(), search.q(), since, null);
    }

    private List<String> visibleStores(Caller caller) {
        return stores.all().stream()
                .map(store -> store.key())
                .filter(caller::maySee)
                .map(key -> key.value())
                .sorted()
                .toList();
    }

    /** What needs a person first, then what we do, then what is done. */
    private List<OrdersPage.Chip> chips(Caller caller, OrdersPage.Search search, Times times) {
        var chips = new ArrayList<OrdersPage.Chip>();
        chips.add(chip(caller, search, NEEDS_PERSON, "Needs you", null, times));
        for (var shown : List.of(
                ShownStatus.BROKEN,
                ShownStatus.REJECTED,
                ShownStatus.FAILED,
                ShownStatus.OVERDUE,
                ShownStatus.IN_DOUBT,
                ShownStatus.QUEUED,
                ShownStatus.POSTING,
                ShownStatus.RESYNCING,
                ShownStatus.SYNCED,
                ShownStatus.CANCELLED)) {
            var text = shown == ShownStatus.OVERDUE ? "Overdue" : shown.shortText();
            chips.add(chip(caller, search, shown.code(), text, shown.code(), times));
        }
        return chips;
    }

    private OrdersPage.Chip chip(
            Caller caller, OrdersPage.Search search, String status, String text, @Nullable String glyph, Times times) {
        boolean current = search.status().equals(status);
        return new OrdersPage.Chip(
                text,
                glyph,
                count(caller, filter(search, status, times)),
                address(search, current ? "" : status, null),
                current);
    }

    private String count(Caller caller, OrderFilter filter) {
        int count = list.count(caller, filter, MAX_COUNT + 1);
        return count > MAX_COUNT ? Amounts.count(MAX_COUNT) + "+" : Amounts.count(count);
    }

    private OrdersPage.Row row(OrderList.Row row, Times times) {
        var status = OrderStatus.of(row.status());
        return new OrdersPage.Row(
                row.id(),
                row.source(),
                ShownStatus.of(status, row.overdue(), row.twin()),
                row.customer(),
                row.store(),
                Amounts.money(new BigDecimal(row.total())),
                row.currency(),
                status.needsPerson() || row.twin(),
                next(row, status, times),
                times.ago(row.placedAt()));
    }

    private String next(OrderList.Row row, OrderStatus status, Times times) {
        var at = row.nextActionAt();
        var when = at == null ? "" : " " + times.ahead(at).shown();
        return switch (status) {
            case QUEUED -> waits(row) ? "Waits for " + row.store() : "Sent" + when;
            case POSTING -> "Being sent";
            case IN_DOUBT -> "We look again" + when;
            case RESYNCING -> "We check again" + when;
            case BROKEN -> row.reason() == null ? "compare and decide" : row.reason();
            case REJECTED -> row.reason() == null ? "retry, link or cancel" : row.reason();
            case FAILED -> "retry or cancel";
            case SYNCED -> row.platformOrderId() == null ? "" : Lead.number(row.platformOrderId());
            case CANCELLED -> "";
        };
    }

    private boolean waits(OrderList.Row row) {
        return stores.all().stream()
                .filter(store -> store.key().value().equals(row.store()))
                .anyMatch(store -> store.stateReason() != null);
    }

    private static String address(OrdersPage.Search search, String status, @Nullable String cursor) {
        var address = UriComponentsBuilder.fromPath("/orders");
        var values = new ArrayList<String>();
        add(address, values, "q", search.q());
        add(address, values, "store", search.store());
        add(address, values, "since", search.since());
        add(address, values, "status", status);
        add(address, values, "cursor", Objects.requireNonNullElse(cursor, ""));
        return address.encode().buildAndExpand(values.toArray()).toUriString();
    }

    private static void add(UriComponentsBuilder address, List<String> values, String name, String value) {
        if (!value.isEmpty()) {
            address.queryParam(name, "{" + name + "}");
            values.add(value);
        }
    }
}
