package dev.ordersync.platform.http;

import dev.ordersync.order.PlatformOrderId;
import dev.ordersync.platform.Copy;
import dev.ordersync.platform.Listing;
import dev.ordersync.platform.Shop;
import dev.ordersync.platform.answer.ReadAnswer;
import dev.ordersync.platform.client.PlatformClient;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads one list of copies to its end. It is complete only if every page came, every row could be read, and every row is
 * what was asked for: a shop that ignores a filter answers with all its orders, and proves nothing.
 */
final class OrderList {
    static final int PAGE_SIZE = 100;
    static final int MAX_PAGES = 200;
    private static final int MAX_CURSOR = 2_000;
    private static final Duration SHORTEST_READ = Duration.ofMillis(100);

    private final PlatformClient client;
    private final Shop shop;
    private final Map<String, String> filter;
    private final Predicate<Copy> asked;
    private final Map<PlatformOrderId, Copy> copies = new LinkedHashMap<>();
    private final Set<String> cursors = new HashSet<>();
    private @Nullable Instant shopTime;

    /** @param asked whether a row is one that the filter asks for */
    OrderList(PlatformClient client, Shop shop, Map<String, String> filter, Predicate<Copy> asked) {
        this.client = client;
        this.shop = shop;
        this.filter = filter;
        this.asked = asked;
    }

    /** All pages, within the budget. May be called once. */
    Listing read(Duration budget) {
        long endsAt = System.nanoTime() + budget.toNanos();
        @Nullable String cursor = null;
        for (int page = 0; page < MAX_PAGES; page++) {
            var left = Duration.ofNanos(endsAt - System.nanoTime());
            if (left.compareTo(SHORTEST_READ) < 0) {
                return incomplete("the time for reading was used up after " + page + " pages", null);
            }
            var answer = ask(cursor, left);
            if (answer.body() == null) {
                return incomplete(answer.problem(), answer.hold());
            }
            var problem = take(answer.body().path("orders"));
            if (problem != null) {
                return incomplete(problem, null);
            }
            var next = answer.body().path("nextCursor");
            if (next.isNull() || isLastWithoutCursor(answer.body())) {
                return new Listing(List.copyOf(copies.values()), true, null, null, shopTime);
            }
            cursor = cursor(next);
            if (cursor == null) {
                return incomplete("the list went on with a cursor that is none or was there before", null);
            }
        }
        return incomplete("the list has more than " + MAX_PAGES + " pages", null);
    }

    private ReadAnswer ask(@Nullable String cursor, Duration left) {
        var query = new HashMap<>(filter);
        if (cursor != null) {
            query.put("cursor", cursor);
        }
        var timeout = left.compareTo(shop.requestTimeout()) < 0 ? left : shop.requestTimeout();
        var answer = ReadAnswer.of(client.send(ShopApi.get(shop, "/orders", query, timeout)), ShopApi.NO_SUCH_ORDER);
        if (shopTime == null) {
            shopTime = answer.shopTime();
        }
        return answer;
    }

    /** @return what is wrong with a page's rows, null when nothing is; those that were asked for are taken anyway */
    private @Nullable String take(JsonNode rows) {
        if (!rows.isArray()) {
            return "the answer is not a list of orders";
        }
        String problem = null;
        for (var row : rows) {
            var copy = CopyReader.copy(row);
            if (copy.isEmpty()) {
                problem = "an order in the list cannot be read";
            } else if (asked.test(copy.get())) {
                copies.putIfAbsent(copy.get().id(), copy.get());
            } else {
                problem = "the shop ignored the filter";
            }
        }
        return problem;
    }

    /** A short page may leave the cursor out; after a full one that is no proof of the end. */
    private static boolean isLastWithoutCursor(JsonNode body) {
        return body.path("nextCursor").isMissingNode() && body.path("orders").size() < PAGE_SIZE;
    }

    private @Nullable String cursor(JsonNode next) {
        var text = next.isString() || next.isNumber() ? next.asString() : "";
        return !text.isEmpty() && text.length() <= MAX_CURSOR && cursors.add(text) ? text : null;
    }

    private Listing incomplete(String problem, @Nullable String hold) {
        return new Listing(List.copyOf(copies.values()), false, problem, hold, shopTime);
    }
}
