package dev.ordersync.reconciler.console;

import dev.ordersync.access.Caller;
import dev.ordersync.access.StoreScope;
import dev.ordersync.order.OrderStatus;
import dev.ordersync.store.Store;
import dev.ordersync.store.StoreDirectory;
import dev.ordersync.wording.ShownStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a reader needs to know first: what waits for them, what the service settled today, how each store fares. */
@Component
class Overview {
    private static final Duration DAY = Duration.ofHours(24);

    record Page(
            String today,
            List<Need> needs,
            Settled settled,
            List<StoreLine> stores,
            @Nullable Need first,
            Moment readAt) {}

    /** @param since "oldest" or "since" */
    record Need(
            String count, ShownStatus shown, String text, String why, String since, Moment oldest, String address) {}

    /** The last day; half, most (95 %) and slowest say how long decisions took, null: there was none. */
    record Settled(
            String doubted,
            String all,
            List<Share> shares,
            String finding,
            @Nullable String half,
            @Nullable String most,
            @Nullable String slowest) {}

    /** A part of the bar, which is drawn 486 wide. */
    record Share(String text, String count, String colour, String from, String wide) {}

    record StoreLine(String key, String platform, ShownState state, String waiting, String notSure, String you) {}

    private final OverviewQueries queries;
    private final StoreDirectory stores;
    private final StoreScope scope;
    private final Clock clock;

    Overview(OverviewQueries queries, StoreDirectory stores, StoreScope scope, Clock clock) {
        this.queries = queries;
        this.stores = stores;
        this.scope = scope;
        this.clock = clock;
    }

    Page read(Caller caller) {
        var times = new Times(clock.instant());
        var ids = scope.ids(caller);
        var open = queries.open(ids);
        var visible = stores.all().stream()
                .filter(store -> caller.maySee(store.key()))
                .toList();
        var needs = needs(open, times);
        return new Page(
                times.today(),
                needs,
                settled(queries.settled(ids, times.now().minus(DAY))),
                visible.stream()
                        .sorted(Comparator.comparing(Store::state)
                                .thenComparing(store -> store.key().value()))
                        .map(store -> line(store, open))
                        .toList(),
                needs.isEmpty() ? null : needs.getFirst(),
                times.clock(times.now()));
    }

    private static List<Need> needs(List<OverviewQueries.Open> open, Times times) {
        var needs = new ArrayList<Need>();
        need(needs, open, ShownStatus.BROKEN, "A matching order may be there, but not surely ours. You decide.", times);
        need(
                needs,
                open,
                ShownStatus.OVERDUE,
                "No certain answer in time. Nothing is sent again until there is one.",
                times);
        need(needs, open, ShownStatus.FAILED, "Sent as often as allowed, and not there. Retry or cancel.", times);
        need(needs, open, ShownStatus.REJECTED, "The shop said no to the order itself. Retry, link or cancel.", times);
        return needs;
    }

    private static void need(
            List<Need> needs, List<OverviewQueries.Open> open, ShownStatus shown, String why, Times times) {
        var rows = open.stream().filter(shows(shown)).toList();
        long count = count(rows);
        if (count > 0) {
            Instant oldest = Objects.requireNonNull(rows.stream()
                    .map(OverviewQueries.Open::oldest)
                    .min(Comparator.naturalOrder())
                    .orElse(null));
            var text = shown == ShownStatus.OVERDUE ? "Past the time for a decision" : shown.longText();
            needs.add(new Need(
                    Amounts.count(count),
                    shown,
                    text,
                    why,
                    "oldest",
                    times.ago(oldest),
                    "/orders?status=" + shown.code()));
        }
    }

    private static Predicate<OverviewQueries.Open> shows(ShownStatus shown) {
        return shown == ShownStatus.OVERDUE
                ? OverviewQueries.Open::overdue
                : row -> row.status().name().equals(shown.name());
    }

    private static Settled settled(OverviewQueries.Day day) {
        var shares = new ArrayList<Share>();
        double from = 0;
        from = share(shares, "Found in the shop and linked", day.linked(), "f-green", from, day.doubted());
        from = share(shares, "Not there: sent again, arrived", day.sentAgain(), "f-blue", from, day.doubted());
        from = share(shares, "Left to you", day.left(), "f-plum", from, day.doubted());
        from = share(shares, "Still looking", day.looking(), "f-amber", from, day.doubted());
        share(shares, "Cancelled, or waiting to be sent again", day.other(), "f-grey", from, day.doubted());
        return new Settled(
                Amounts.count(day.doubted()),
                Amounts.of(day.all(), "order"),
                shares,
                String.join(
                        ", ",
                        shares.stream()
                                .map(share -> share.count() + " " + share.text().toLowerCase(Locale.ROOT))
                                .toList()),
                lasting(day.half()),
                lasting(day.most()),
                lasting(day.slowest()));
    }

    private static double share(List<Share> shares, String text, long count, String colour, double from, long whole) {
        double wide = whole == 0 ? 0 : 486.0 * count / whole;
        if (count > 0) {
            shares.add(new Share(
                    text,
                    Amounts.count(count),
                    colour,
                    String.format(Locale.ROOT, "%.1f", from),
                    String.format(Locale.ROOT, "%.1f", Math.max(1, wide - 2))));
        }
        return from + wide;
    }

    private static @Nullable String lasting(@Nullable Duration duration) {
        return duration == null ? null : Times.exactly(duration);
    }

    private static StoreLine line(Store store, List<OverviewQueries.Open> open) {
        var rows = open.stream().filter(row -> row.storeId() == store.id()).toList();
        return new StoreLine(
                store.key().value(),
                store.platform(),
                ShownState.of(store),
                count(rows, row -> row.status() == OrderStatus.QUEUED),
                count(rows, row -> row.status() == OrderStatus.IN_DOUBT),
                count(rows, row -> row.status().needsPerson() || row.overdue()));
    }

    private static String count(List<OverviewQueries.Open> rows, Predicate<OverviewQueries.Open> which) {
        return Amounts.count(count(rows.stream().filter(which).toList()));
    }

    private static long count(List<OverviewQueries.Open> rows) {
        return rows.stream().mapToLong(OverviewQueries.Open::orders).sum();
    }
}
