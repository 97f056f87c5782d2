package dev.ordersync.platform.shopify;

import dev.ordersync.order.Outcome;
import dev.ordersync.platform.NewOrder;
import dev.ordersync.platform.Shop;
import dev.ordersync.platform.answer.Json;
import dev.ordersync.platform.answer.Kept;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Which of the shop's products the lines of an order are. A line that is tied to none takes no stock, and the shop says
 * nothing about it: so that is found out before anything is sent.
 */
final class ShopifyVariants {
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final int MAX_KEPT = 10_000;
    /** SKUs in one question. */
    private static final int TOGETHER = 10;
    /** The search also shows SKUs that only begin alike; more of them than this tell nothing. */
    private static final int MAX_PAGES = 10;

    private record Product(String storeKey, String baseUrl, String sku) {}

    /** What came of the questions. */
    sealed interface Answer {
        /** @param ids of the variants, by SKU */
        record Found(Map<String, String> ids) implements Answer {}

        /** The order is not to be posted now; nothing was sent. */
        record Not(Outcome why) implements Answer {}
    }

    private final ShopifyApi api;
    private final Kept<Product, String> known;

    ShopifyVariants(ShopifyApi api, Clock clock) {
        this.api = api;
        this.known = new Kept<>(KEPT, MAX_KEPT, clock);
    }

    /** @param endsAt by {@link System#nanoTime()}, when the time for this is over */
    Answer of(Shop shop, NewOrder order, long endsAt) {
        var ids = new HashMap<String, String>();
        var asked = new LinkedHashSet<String>();
        int number = 0;
        for (var line : order.content().lines()) {
            var sku = line.sku();
            if (sku == null || sku.isBlank()) {
                return refused("unknown-sku", number, "the shop needs a SKU");
            }
            known.get(product(shop, sku)).ifPresentOrElse(id -> ids.put(sku, id), () -> asked.add(sku));
            number++;
        }
        var left = List.copyOf(asked);
        for (int from = 0; from < left.size(); from += TOGETHER) {
            var some = left.subList(from, Math.min(left.size(), from + TOGETHER));
            var seen = new HashMap<String, Set<String>>();
            some.forEach(sku -> seen.put(sku, new HashSet<>()));
            var problem = read(shop, some, seen, endsAt);
            if (problem == null) {
                problem = keep(shop, order, seen, ids);
            }
            if (problem != null) {
                return problem;
            }
        }
        return new Answer.Found(Map.copyOf(ids));
    }

    /** A refused order's products are asked for again: one of them may have gone since. */
    void forget(Shop shop, NewOrder order) {
        for (var line : order.content().lines()) {
            if (line.sku() != null) {
                known.forget(product(shop, line.sku()));
            }
        }
    }

    private @Nullable Answer read(Shop shop, List<String> skus, Map<String, Set<String>> seen, long endsAt) {
        var variables = new HashMap<String, @Nullable Object>();
        variables.put("query", search(skus));
        for (int page = 0; page < MAX_PAGES; page++) {
            var left = Duration.ofNanos(endsAt - System.nanoTime());
            if (!left.isPositive()) {
                return unsaid("it took too long");
            }
            JsonNode variants;
            switch (api.ask(shop, Query.VARIANTS, variables, left)) {
                case Reply.Data data
                when data.error() == null -> variants = data.data().path("productVariants");
                case Reply.Data data -> {
                    return unsaid("it answered " + data.error());
                }
                case Reply.Held held -> {
                    return new Answer.Not(new Outcome.Held(null, held.hold(), held.words()));
                }
                case Reply.Throttled throttled -> {
                    return new Answer.Not(new Outcome.Throttled(null, throttled.words(), throttled.retryAfter()));
                }
                case Reply.NotSent notSent -> {
                    return unsaid(notSent.words());
                }
                case Reply.Unclear unclear -> {
                    return unsaid(unclear.words());
                }
            }
            if (!variants.path("nodes").isArray()) {
                return unsaid("no list came");
            }
            take(variants, seen);
            var info = variants.path("pageInfo");
            if (!info.path("hasNextPage").asBoolean(false)) {
                return null;
            }
            variables.put("after", Json.text(info, "endCursor"));
        }
        return unsaid("too many products have SKUs like these");
    }

    private static void take(JsonNode variants, Map<String, Set<String>> seen) {
        for (var row : variants.path("nodes")) {
            var ids = seen.get(String.valueOf(Json.text(row, "sku")));
            var id = Json.text(row, "id");
            if (ids != null && id != null) {
                ids.add(id);
            }
        }
    }

    /** What is one variant's; otherwise which line is none's or several'. */
    private @Nullable Answer keep(Shop shop, NewOrder order, Map<String, Set<String>> seen, Map<String, String> ids) {
        int number = 0;
        for (var line : order.content().lines()) {
            var sku = String.valueOf(line.sku());
            var found = seen.get(sku);
            if (found != null && found.isEmpty()) {
                return refused("unknown-sku", number, "the shop has no product with this SKU");
            }
            if (found != null && found.size() > 1) {
                return refused("ambiguous-sku", number, "the shop has several products with this SKU");
            }
            if (found != null) {
                var id = found.iterator().next();
                ids.put(sku, id);
                known.put(product(shop, sku), id);
            }
            number++;
        }
        return null;
    }

    private static String search(List<String> skus) {
        var terms = new ArrayList<String>();
        for (var sku : skus) {
            terms.add("sku:'" + sku.replace("\\", "\\\\").replace("'", "\\'") + "'");
        }
        return String.join(" OR ", terms);
    }

    private static Product product(Shop shop, String sku) {
        return new Product(shop.storeKey(), shop.baseUrl().toString(), sku);
    }

    private static Answer refused(String code, int line, String why) {
        return new Answer.Not(new Outcome.Rejected(null, code + ": lines[" + line + "].sku, " + why));
    }

    private static Answer unsaid(String why) {
        return new Answer.Not(new Outcome.NotSent("the shop does not say whether it has the products: " + why));
    }
}
