package dev.ordersync.platform.vendure;

import dev.ordersync.order.PlatformOrderId;
import dev.ordersync.platform.Copy;
import dev.ordersync.platform.Listing;
import dev.ordersync.platform.Shop;
import dev.ordersync.platform.answer.Json;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads orders to the end, drafts too: the shop's list has them all. There is no cursor: pages are asked for by offset,
 * oldest first, and each begins with the last row of the one before. Where it does not, a row went away meanwhile and
 * another may have been skipped: not complete.
 */
final class VendureList {
    /** Few enough that a page of large orders fits into one answer. */
    static final int PAGE_SIZE = 25;

    private static final int MAX_PAGES = 500;

    private final VendureApi api;
    private final Shop shop;
    private final Budget budget;
    private final Map<PlatformOrderId, Copy> copies = new LinkedHashMap<>();
    private @Nullable Instant shopTime;
    private @Nullable String problem;
    private @Nullable String hold;

    VendureList(VendureApi api, Shop shop, Budget budget) {
        this.api = api;
        this.shop = shop;
        this.budget = budget;
    }

    Listing find(String reference) {
        var list = ask(Query.FIND, Map.of("reference", reference));
        if (list != null) {
            take(list.path("items"), copy -> reference.equals(copy.reference()));
            if (list.path("totalItems").asInt(0) > list.path("items").size()) {
                problem = "more orders than can be read have this reference";
            }
        }
        return listing();
    }

    Listing scan(Instant from, Instant to) {
        var variables = new HashMap<String, @Nullable Object>();
        variables.put("from", from.toString());
        variables.put("to", to.toString());
        variables.put("take", PAGE_SIZE);
        int skip = 0;
        @Nullable String last = null;
        for (int page = 0; page < MAX_PAGES; page++) {
            variables.put("skip", skip);
            var list = ask(Query.SCAN, variables);
            if (list == null) {
                return listing();
            }
            var rows = list.path("items");
            if (last != null && !last.equals(Json.text(rows.path(0), "id"))) {
                problem = "orders went away while the list was read";
                return listing();
            }
            take(
                    rows,
                    copy -> !copy.createdAt().isBefore(from)
                            && !copy.createdAt().isAfter(to));
            if (problem != null || rows.size() < PAGE_SIZE) {
                return listing();
            }
            last = Json.text(rows.path(rows.size() - 1), "id");
            skip += PAGE_SIZE - 1;
        }
        problem = "the list has more than " + MAX_PAGES + " pages";
        return listing();
    }

    private void take(JsonNode rows, Predicate<Copy> asked) {
        for (var row : rows) {
            if (VendureCopy.isPart(row)) {
                continue;
            }
            var copy = VendureCopy.of(shop, row).orElse(null);
            if (copy == null) {
                problem = "an order in the list cannot be read";
            } else if (asked.test(copy)) {
                copies.put(copy.id(), copy);
            } else {
                problem = "the shop ignored the filter";
            }
        }
    }

    private @Nullable JsonNode ask(Query query, Map<String, @Nullable Object> variables) {
        if (budget.isUsedUp()) {
            problem = "the time for reading was used up";
            return null;
        }
        var timeout = budget.left().compareTo(shop.requestTimeout()) < 0 ? budget.left() : shop.requestTimeout();
        var reply = api.ask(shop, query, variables, timeout);
        if (reply instanceof Reply.Data data
                && data.data().path("orders").path("items").isArray()) {
            shopTime = shopTime == null ? data.shopTime() : shopTime;
            return data.data().path("orders");
        }
        problem = reply instanceof Reply.Data ? "the answer is not a list of orders" : reply.words();
        hold = reply instanceof Reply.Held held ? held.hold() : null;
        return null;
    }

    private Listing listing() {
        return new Listing(List.copyOf(copies.values()), problem == null, problem, hold, shopTime);
    }
}
