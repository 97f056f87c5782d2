package dev.ordersync.sandbox.woo;

import dev.ordersync.sandbox.SandboxProperties;
import dev.ordersync.sandbox.books.Query;
import dev.ordersync.sandbox.fault.Fault;
import dev.ordersync.sandbox.fault.Occasion;
import dev.ordersync.sandbox.shop.Catalogue;
import dev.ordersync.sandbox.shop.Links;
import dev.ordersync.sandbox.shop.Shop;
import dev.ordersync.sandbox.shop.Shops;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a site says of itself, and what it sells. */
@RestController
@RequestMapping("/shops/{shop}/wp-json")
class WooSiteApi {

    private static final String VERSION_BEFORE_SOURCES = "9.8.5";

    private final Shops shops;
    private final WooRows rows;
    private final Links links;
    private final SandboxProperties.Woo woo;
    private final JsonMapper json;

    WooSiteApi(Shops shops, WooRows rows, Links links, SandboxProperties properties, JsonMapper json) {
        this.shops = shops;
        this.rows = rows;
        this.links = links;
        this.woo = properties.woo();
        this.json = json;
    }

    @GetMapping("/")
    JsonNode index(@PathVariable String shop) {
        Shop at = shops.get(shop);
        boolean another = at.switches()
                .onOther(Occasion.SHOP, null)
                .filter(struck -> struck.fault() == Fault.OTHER_SHOP)
                .isPresent();
        String home = links.base() + "/shops/" + at.name() + (another ? "-other" : "");
        ObjectNode index = json.createObjectNode();
        index.put("name", another ? "Another shop" : "Shop " + shop).put("description", "");
        index.put("url", home).put("home", home);
        index.put("timezone_string", woo.timeZone().getId());
        List.of("wp/v2", "wc/v1", "wc/v2", "wc/v3").forEach(index.putArray("namespaces")::add);
        return index;
    }

    @GetMapping("/wc/v3/system_status")
    JsonNode status(@PathVariable String shop) {
        boolean old = shops.get(shop).switches().stands(Fault.OLD_SHOP);
        ObjectNode status = json.createObjectNode();
        status.putObject("environment").put("version", old ? VERSION_BEFORE_SOURCES : woo.version());
        status.putObject("settings")
                .put("currency", "USD")
                .put("number_of_decimals", 2)
                .put("HPOS_enabled", !old);
        return status;
    }

    /** Its stock is counted only for those who want to know: that means reading every order. */
    @GetMapping("/wc/v3/products")
    JsonNode products(
            @PathVariable String shop,
            @RequestParam(defaultValue = "") String sku,
            @RequestParam(name = "_fields", required = false) @Nullable String fields) {
        Shop at = shops.get(shop);
        var products = json.createArrayNode();
        if (Catalogue.sells(sku)) {
            ObjectNode product =
                    products.addObject().put("id", Catalogue.idOf(sku)).put("sku", sku);
            if (fields == null || fields.contains("stock_quantity")) {
                product.put("price", Catalogue.PRICE.toPlainString());
                product.put("stock_quantity", Catalogue.STOCK - taken(at, sku));
            }
        }
        return products;
    }

    private int taken(Shop shop, String sku) {
        return shop.books().list(Query.all(null, Integer.MAX_VALUE)).items().stream()
                .mapToInt(copy -> rows.taken(copy, sku))
                .sum();
    }
}
