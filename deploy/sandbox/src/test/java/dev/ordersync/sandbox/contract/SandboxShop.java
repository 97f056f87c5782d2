package dev.ordersync.sandbox.contract;

import dev.ordersync.platform.Platform;
import dev.ordersync.platform.Shop;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A shop of the sandbox, emptied for each test, whose faults and books the test can reach. */
final class SandboxShop implements ShopUnderTest {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String root;
    private final String name;
    private final Platform platform;
    private final Map<String, String> credentials;

    SandboxShop(int port, Platform platform, Map<String, String> credentials) {
        this.root = "http://127.0.0.1:" + port;
        this.name = "contract-" + platform.name();
        this.platform = platform;
        this.credentials = credentials;
        admin("DELETE", "", "");
        admin("PUT", "/faults", "{\"rules\":[]}");
    }

    @Override
    public String sku() {
        return "TEE-M";
    }

    @Override
    public Platform platform() {
        return platform;
    }

    @Override
    public Shop shop(Duration requestTimeout) {
        return new Shop(name, URI.create(root + "/shops/" + name), credentials, requestTimeout);
    }

    /** Has every request of the kind that the fault is about meet with it. */
    void meets(String fault) {
        admin("PUT", "/faults", "{\"rules\":[{\"fault\":\"" + fault + "\",\"delay\":\"PT3S\"}]}");
    }

    /** Orders in the shop, in whatever state. */
    int copies() {
        return admin("GET", "", "").at("/totals/copies").intValue();
    }

    /** Stock of the product that orders do not hold, as the platform counts it. */
    int stock() {
        return platform.name().equals("shopify") ? stockOfVariant() : stockOfProduct();
    }

    private int stockOfVariant() {
        var asked = "{\"query\":\"{productVariants(first: 9, query: \\\"sku:'" + sku()
                + "'\\\") {nodes {sku inventoryQuantity}}}\"}";
        var answer =
                call(HttpRequest.newBuilder(URI.create(root + "/shops/" + name + "/admin/api/2026-10/graphql.json"))
                        .header("Content-Type", "application/json")
                        .header("X-Shopify-Access-Token", "shpat_sandbox")
                        .POST(BodyPublishers.ofString(asked)));
        return answer.at("/data/productVariants/nodes")
                .valueStream()
                .filter(variant -> variant.path("sku").asString().equals(sku()))
                .findFirst()
                .orElseThrow()
                .path("inventoryQuantity")
                .intValue();
    }

    private int stockOfProduct() {
        var product = call(HttpRequest.newBuilder(URI.create(root + "/shops/" + name + "/wp-json/wc/v3/products?sku="
                        + sku() + "&consumer_key=ck_sandbox&consumer_secret=cs_sandbox"))
                .header("X-Forwarded-Proto", "https"));
        return product.at("/0/stock_quantity").intValue();
    }

    private JsonNode admin(String method, String path, String body) {
        return call(HttpRequest.newBuilder(URI.create(root + "/admin/shops/" + name + path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
    }

    private static JsonNode call(HttpRequest.Builder request) {
        try {
            var answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new AssertionError("The sandbox says " + answer.statusCode() + ": " + answer.body());
            }
            return JsonMapper.shared().readTree(answer.body().isEmpty() ? "{}" : answer.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
