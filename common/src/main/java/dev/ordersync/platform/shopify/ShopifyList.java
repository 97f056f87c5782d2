package dev.ordersync.platform.shopify;

import dev.ordersync.order.PlatformOrderId;
import dev.ordersync.platform.Copy;
import dev.ordersync.platform.Listing;
import dev.ordersync.platform.Shop;
import dev.ordersync.platform.answer.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads orders to the end of a question, page by page; a row shows its first lines only, and the others are read too. */
final class ShopifyList {
    private static final int MAX_PAGES = 700;
    private static final int MAX_LINE_PAGES = 10;
    private static final Duration SHORTEST_READ = Duration.ofMillis(100);

    private final ShopifyApi api;
    private final Shop shop;
    private final long endsAt;
    private final Map<PlatformOrderId, Copy> copies = new LinkedHashMap<>();
    private @Nullable Instant shopTime;
    private @Nullable String problem;
    private @Nullable String hold;

    ShopifyList(ShopifyApi api, Shop shop, Duration budget) {
        this.api = api;
        this.shop = shop;
        this.endsAt = System.nanoTime() + budget.toNanos();
    }

    /**
     * Reads all orders that a search shows.
     *
     * @param asked whether a row is one that was asked for; another one shows that the search was not understood
     */
    Listing scan(String search, Predicate<Copy> asked) {
        var variables = new HashMap<String, @Nullable Object>();
        variables.put("query", search);
        Set<String> cursors = new HashSet<>();
        for (int page = 0; page < MAX_PAGES && problem == null; page++) {
            var data = ask(Query.SCAN, variables);
            if (data == null) {
                return listing();
            }
            var orders = data.path("orders");
            take(orders.path("nodes"), asked);
            var cursor = next(orders, cursors);
            if (cursor == null) {
                return listing();
            }
            variables.put("after", cursor);
        }
        if (problem == null) {
            problem = "the list has more than " + MAX_PAGES + " pages";
        }
        return listing();
    }

    /** Asks for one reference where it is unique, and where it is searched for. */
    Listing find(String reference) {
        var variables = new HashMap<String, @Nullable Object>();
        variables.put("reference", reference);
        variables.put("query", "source_identifier:'" + reference + "' OR tag:'" + reference + "'");
        var data = ask(Query.FIND, variables);
        if (data != null) {
            Predicate<Copy> ours = copy -> reference.equals(copy.reference());
            var unique = data.path("orderByIdentifier");
            if (unique.isObject()) {
                take(unique, ours);
            }
            take(data.path("orders").path("nodes"), ours);
            if (data.path("orders").path("pageInfo").path("hasNextPage").asBoolean(false)) {
                problem = "more orders than can be read have this reference";
            }
        }
        return listing();
    }

    /** One order with all its lines; null: see {@link #listing()}. */
    @Nullable
    Copy whole(JsonNode row) {
        var lines = new ArrayList<>(ShopifyCopy.lines(row));
        if (ShopifyCopy.hasMoreLines(row) && !readLines(row, lines)) {
            return null;
        }
        var copy = ShopifyCopy.of(shop, row, lines);
        if (copy.isEmpty()) {
            problem = "an order in the list cannot be read";
        }
        return copy.orElse(null);
    }

    private boolean readLines(JsonNode row, List<Copy.Line> lines) {
        var variables = new HashMap<String, @Nullable Object>();
        variables.put("id", Json.text(row, "id"));
        variables.put("after", Json.text(row.path("lineItems").path("pageInfo"), "endCursor"));
        for (int page = 0; page < MAX_LINE_PAGES; page++) {
            var data = ask(Query.LINES, variables);
            if (data == null) {
                return false;
            }
            lines.addAll(ShopifyCopy.lines(data.path("order")));
            if (!ShopifyCopy.hasMoreLines(data.path("order"))) {
                return true;
            }
            variables.put(
                    "after", Json.text(data.path("order").path("lineItems").path("pageInfo"), "endCursor"));
        }
        problem = "an order has more lines than can be read";
        return false;
    }

    private void take(JsonNode rows, Predicate<Copy> asked) {
        for (var row : rows.isArray() ? rows : List.of(rows)) {
            var copy = whole(row);
            if (copy == null) {
                return;
            }
            if (asked.test(copy)) {
                copies.put(copy.id(), copy);
            } else {
                problem = "the shop did not understand the search";
            }
        }
    }

    private @Nullable String next(JsonNode orders, Set<String> cursors) {
        var info = orders.path("pageInfo");
        if (!info.path("hasNextPage").asBoolean(false)) {
            return null;
        }
        var cursor = Json.text(info, "endCursor");
        if (cursor == null || !cursors.add(cursor)) {
            problem = "the list goes in circles";
            return null;
        }
        return cursor;
    }

    private @Nullable JsonNode ask(Query query, Map<String, @Nullable Object> variables) {
        var left = Duration.ofNanos(endsAt - System.nanoTime());
        if (left.compareTo(SHORTEST_READ) < 0) {
            problem = "the time for reading was used up";
            return null;
        }
        var timeout = left.compareTo(shop.requestTimeout()) < 0 ? left : shop.requestTimeout();
        switch (api.ask(shop, query, variables, timeout)) {
            case Reply.Data data -> {
                if (shopTime == null) {
                    shopTime = data.shopTime();
                }
                if (data.error() == null) {
                    return data.data();
                }
                problem = "the shop answered " + data.error();
            }
            case Reply.Held held -> {
                problem = held.words();
                hold = held.hold();
            }
            case Reply.Throttled throttled -> problem = throttled.words();
            case Reply.NotSent notSent -> problem = notSent.words();
            case Reply.Unclear unclear -> problem = unclear.words();
        }
        return null;
    }

    Listing listing() {
        return new Listing(List.copyOf(copies.values()), problem == null, problem, hold, shopTime);
    }
}
