package dev.ordersync.platform.vendure;

import dev.ordersync.order.Outcome;
import dev.ordersync.platform.NewOrder;
import dev.ordersync.platform.Shop;
import dev.ordersync.platform.answer.Json;
import dev.ordersync.platform.answer.Kept;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Which variants the SKUs of an order are: found out before anything is written, and kept for a while. */
final class VendureProducts {
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final int MAX_KEPT = 10_000;

    /** SKUs in one question; the shop does not keep them unique, so that the answer may have more rows. */
    private static final int TOGETHER = 100;

    private record Product(String storeKey, String baseUrl, String sku) {
        static Product of(Shop shop, String sku) {
            return new Product(shop.storeKey(), shop.baseUrl().toString(), sku);
        }
    }

    /**
     * @param ids by SKU; not all where there is a problem
     * @param problem why the order is not to be posted now; null: all its products are there
     */
    record Found(Map<String, String> ids, @Nullable Outcome problem) {}

    private final VendureApi api;
    private final Kept<Product, String> known;

    VendureProducts(VendureApi api, Clock clock) {
        this.api = api;
        this.known = new Kept<>(KEPT, MAX_KEPT, clock);
    }

    Found find(Shop shop, NewOrder order, Budget budget) {
        var ids = new HashMap<String, String>();
        var unknown = new LinkedHashSet<String>();
        int number = 0;
        for (var line : order.content().lines()) {
            var sku = line.sku();
            if (sku == null || sku.isBlank()) {
                return new Found(ids, refused("unknown-sku", number, "the shop needs a SKU"));
            }
            known.get(Product.of(shop, sku)).ifPresentOrElse(id -> ids.put(sku, id), () -> unknown.add(sku));
            number++;
        }
        var skus = List.copyOf(unknown);
        for (int from = 0; from < skus.size(); from += TOGETHER) {
            var some = skus.subList(from, Math.min(skus.size(), from + TOGETHER));
            var problem = ask(shop, order, some, ids, budget);
            if (problem != null) {
                return new Found(ids, problem);
            }
        }
        return new Found(ids, null);
    }

    /** What was kept of these may be wrong: the order got no further. */
    void forget(Shop shop, NewOrder order) {
        for (var line : order.content().lines()) {
            if (line.sku() != null) {
                known.forget(Product.of(shop, line.sku()));
            }
        }
    }

    private @Nullable Outcome ask(
            Shop shop, NewOrder order, List<String> skus, Map<String, String> ids, Budget budget) {
        if (budget.isUsedUp()) {
            return new Outcome.NotSent("the shop took too long to say whether it has the products");
        }
        var reply = api.ask(shop, Query.PRODUCTS, Map.of("skus", skus), budget.left());
        if (!(reply instanceof Reply.Data data)) {
            return BeforeWriting.problem(reply, "whether it has the products");
        }
        var variants = data.data().path("productVariants");
        if (!variants.path("items").isArray()
                || variants.path("totalItems").asInt(0) > variants.path("items").size()) {
            return new Outcome.NotSent("the shop does not say whether it has the products: no whole list came");
        }
        return keep(shop, order, skus, sold(variants.path("items")), ids);
    }

    /** By SKU; what is switched off in the shop cannot be ordered. */
    private static Map<String, Set<String>> sold(JsonNode rows) {
        var sold = new HashMap<String, Set<String>>();
        for (var row : rows) {
            var id = Json.text(row, "id");
            if (id != null
                    && row.path("enabled").asBoolean(false)
                    && row.path("product").path("enabled").asBoolean(false)) {
                sold.computeIfAbsent(row.path("sku").asString(""), _ -> new HashSet<>())
                        .add(id);
            }
        }
        return sold;
    }

    private @Nullable Outcome keep(
            Shop shop, NewOrder order, List<String> asked, Map<String, Set<String>> sold, Map<String, String> ids) {
        int number = 0;
        for (var line : order.content().lines()) {
            var sku = String.valueOf(line.sku());
            if (asked.contains(sku)) {
                var found = sold.getOrDefault(sku, Set.of());
                if (found.size() != 1) {
                    return found.isEmpty()
                            ? refused(
                                    "unknown-sku", number, "the shop has no product with this SKU, or does not sell it")
                            : refused("ambiguous-sku", number, "the shop has several products with this SKU");
                }
                var id = found.iterator().next();
                ids.put(sku, id);
                known.put(Product.of(shop, sku), id);
            }
            number++;
        }
        return null;
    }

    private static Outcome refused(String code, int line, String why) {
        return new Outcome.Rejected(null, code + ": lines[" + line + "].sku, " + why);
    }
}
