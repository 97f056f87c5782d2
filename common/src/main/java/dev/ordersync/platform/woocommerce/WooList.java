package dev.ordersync.platform.woocommerce;

import dev.ordersync.order.PlatformOrderId;
import dev.ordersync.platform.Copy;
import dev.ordersync.platform.Listing;
import dev.ordersync.platform.Shop;
import dev.ordersync.platform.answer.ReadAnswer;
import dev.ordersync.platform.client.PlatformClient;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads orders to the end, in all states: {@code any} hides the trash and drafts, so these are asked for too. There is no
 * cursor: pages are asked for by offset, oldest id first, and each begins with the last row of the one before. Where it
 * does not, a row went away meanwhile and another may have been skipped: not complete.
 */
final class WooList {
    static final int PAGE_SIZE = 100;
    private static final int MAX_PAGES = 200;
    private static final String ANY = "any";
    private static final List<String> STATES = List.of(ANY, "trash", "checkout-draft");
    private static final Duration SHORTEST_READ = Duration.ofMillis(100);

    private final WooApi api;
    private final PlatformClient client;
    private final Shop shop;
    private final long endsAt;
    private final Map<PlatformOrderId, Copy> copies = new LinkedHashMap<>();
    private @Nullable Instant shopTime;
    private @Nullable String problem;
    private @Nullable String hold;

    WooList(WooApi api, PlatformClient client, Shop shop, Duration budget) {
        this.api = api;
        this.client = client;
        this.shop = shop;
        this.endsAt = System.nanoTime() + budget.toNanos();
    }

    /**
     * Reads all rows of a filter that the shop is known to keep to.
     *
     * @param asked whether a row is one that the filter asks for; another one shows that it was ignored
     */
    Listing readAll(Map<String, String> filter, Predicate<Copy> asked) {
        for (var state : STATES) {
            if (problem == null) {
                readState(filter, state, asked);
            }
        }
        return listing();
    }

    /** Reads the first page of a search: a shortcut, which may show other rows too, and miss what {@link #readAll} finds. */
    Listing readHits(List<Map<String, String>> searches, Predicate<Copy> wanted) {
        for (var search : searches) {
            var rows = problem == null ? page(search, ANY, 0) : null;
            if (rows != null) {
                rows.forEach(
                        row -> WooCopy.of(shop, row).filter(wanted).ifPresent(copy -> copies.put(copy.id(), copy)));
            }
        }
        return listing();
    }

    private void readState(Map<String, String> filter, String state, Predicate<Copy> asked) {
        int offset = 0;
        @Nullable PlatformOrderId last = null;
        for (int page = 0; page < MAX_PAGES; page++) {
            var rows = page(filter, state, offset);
            if (rows == null) {
                return;
            }
            if (last != null && !begins(rows, last)) {
                problem = "orders went away while the list was read";
                return;
            }
            last = take(rows, asked);
            if (problem != null || rows.size() < PAGE_SIZE) {
                return;
            }
            offset += PAGE_SIZE - 1;
        }
        problem = "the list has more than " + MAX_PAGES + " pages";
    }

    private static boolean begins(JsonNode rows, PlatformOrderId last) {
        return WooCopy.id(rows.path(0)).filter(last::equals).isPresent();
    }

    /** @return the last row's id */
    private @Nullable PlatformOrderId take(JsonNode rows, Predicate<Copy> asked) {
        @Nullable PlatformOrderId last = null;
        for (var row : rows) {
            var copy = WooCopy.of(shop, row);
            if (copy.isEmpty()) {
                problem = "an order in the list cannot be read";
            } else if (asked.test(copy.get())) {
                copies.put(copy.get().id(), copy.get());
                last = copy.get().id();
            } else {
                problem = "the shop ignored the filter";
            }
        }
        return last;
    }

    private @Nullable JsonNode page(Map<String, String> filter, String state, int offset) {
        var left = Duration.ofNanos(endsAt - System.nanoTime());
        if (left.compareTo(SHORTEST_READ) < 0) {
            problem = "the time for reading was used up";
            return null;
        }
        var query = new HashMap<>(filter);
        query.put("status", state);
        query.put("orderby", "id");
        query.put("order", "asc");
        query.put("per_page", Integer.toString(PAGE_SIZE));
        query.put("offset", Integer.toString(offset));
        var timeout = left.compareTo(shop.requestTimeout()) < 0 ? left : shop.requestTimeout();
        var read = ReadAnswer.of(client.send(api.get(shop, "/orders", query, timeout)), WooApi.NO_SUCH_ORDER);
        if (shopTime == null) {
            shopTime = read.shopTime();
        }
        if (read.body() == null || !read.body().isArray()) {
            problem = read.body() == null ? read.problem() : "the answer is not a list of orders";
            hold = read.hold();
            return null;
        }
        return read.body();
    }

    private Listing listing() {
        return new Listing(List.copyOf(copies.values()), problem == null, problem, hold, shopTime);
    }
}
