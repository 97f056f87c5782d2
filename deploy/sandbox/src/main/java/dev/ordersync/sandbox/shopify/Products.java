package dev.ordersync.sandbox.shopify;

import dev.ordersync.sandbox.SandboxProperties;
import dev.ordersync.sandbox.books.Query;
import dev.ordersync.sandbox.shop.Catalogue;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The variants that a shop sells. Their stock is taken by lines that are tied to them, and by no others. */
@Component
class Products {
    private static final Pattern SKU = Pattern.compile("sku:(?:'((?:\\\\.|[^'\\\\])*)'|([^\\s()']+))");
    private static final String VARIANT = "gid://shopify/ProductVariant/";

    private final SandboxProperties.Shopify shops;
    private final OrderRows rows;

    Products(SandboxProperties properties, OrderRows rows) {
        this.shops = properties.shopify();
        this.rows = rows;
    }

    void wire(RuntimeWiring.Builder wiring) {
        wiring.type("QueryRoot", query -> query.dataFetcher("productVariants", this::variants));
        wiring.type("ProductVariant", variant -> variant.dataFetcher("inventoryQuantity", this::stock));
    }

    static String variantId(String sku) {
        return VARIANT + Catalogue.idOf(sku);
    }

    /** The search goes by beginnings: what is sold in another size shows as well. */
    private Object variants(DataFetchingEnvironment env) {
        if (!shops.scopes().contains("read_products")) {
            return Reads.denied(env, "productVariants");
        }
        var found = new ArrayList<Map<?, ?>>();
        @Nullable String text = env.getArgument("query");
        var asked = SKU.matcher(text == null ? "" : text);
        while (asked.find()) {
            var sku = asked.group(1) == null ? asked.group(2) : asked.group(1).replaceAll("\\\\(.)", "$1");
            if (Catalogue.sells(sku)) {
                found.add(variant(sku + "-XL", variantId(sku + "-XL")));
                found.add(variant(sku, variantId(sku)));
            }
            if (Catalogue.hasTwice(sku)) {
                found.add(variant(sku, variantId(sku) + "0"));
            }
        }
        return Reads.page(env, found, variant -> String.valueOf(variant.get("id")));
    }

    private static Map<String, Object> variant(String sku, String id) {
        var variant = new LinkedHashMap<String, Object>();
        variant.put("id", id);
        variant.put("sku", sku);
        variant.put("price", Catalogue.PRICE.toPlainString());
        return variant;
    }

    /** Counted only for those who want to know: that means reading every order. */
    private @Nullable Object stock(DataFetchingEnvironment env) {
        if (!(env.getSource() instanceof Map<?, ?> variant)) {
            return null;
        }
        var sku = String.valueOf(variant.get("sku"));
        var visit = Visit.of(env);
        int taken = visit.shop().books().list(Query.all(null, Integer.MAX_VALUE)).items().stream()
                .filter(copy -> copy.status().isLive())
                .mapToInt(copy -> tied(rows.lines(copy)).getOrDefault(sku, 0))
                .sum();
        return Catalogue.STOCK - taken - visit.account().lost(sku);
    }

    /** How many of which SKU the lines take. */
    static Map<String, Integer> tied(List<JsonNode> lines) {
        var tied = new LinkedHashMap<String, Integer>();
        for (JsonNode line : lines) {
            if (line.has(OrderInput.VARIANT_ID)) {
                tied.merge(OrderInput.text(line, "sku"), line.path("quantity").asInt(0), Integer::sum);
            }
        }
        return tied;
    }
}
