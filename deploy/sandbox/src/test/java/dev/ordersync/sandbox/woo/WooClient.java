package dev.ordersync.sandbox.woo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls one shop, emptied at first, as WooCommerce and as if over https. */
final class WooClient {
    private static final String SHOP = "woo-face";
    private static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString("ck_sandbox:cs_sandbox".getBytes(StandardCharsets.UTF_8));

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String root;

    WooClient(int port) {
        this.root = "http://127.0.0.1:" + port;
        call(admin("").DELETE());
        rules("");
    }

    record Heard(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        JsonNode json() {
            return JsonMapper.shared().readTree(response.body());
        }

        String code() {
            return json().path("code").asString("none");
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("none");
        }
    }

    String address(String path) {
        return root + "/shops/" + SHOP + "/wp-json" + path;
    }

    Heard get(String path) {
        return call(at("/wc/v3" + path).GET());
    }

    Heard post(String path, String json) {
        return post(path, json, "application/json");
    }

    Heard post(String path, String body, String type) {
        return call(at("/wc/v3" + path).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    Heard put(String path, String json) {
        return call(
                at("/wc/v3" + path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(json)));
    }

    Heard delete(String path) {
        return call(at("/wc/v3" + path).DELETE());
    }

    /** Without the header that makes it https. */
    Heard plain(String method, String address) {
        return call(HttpRequest.newBuilder(URI.create(address))
                .header("Authorization", BASIC)
                .method(method, BodyPublishers.noBody()));
    }

    /** An order of one product; the id of it. */
    int order(String transaction) {
        return post(
                        "/orders",
                        "{\"status\":\"processing\",\"set_paid\":true,\"currency\":\"USD\",\"transaction_id\":\""
                                + transaction
                                + "\",\"billing\":{\"first_name\":\"Ada\",\"last_name\":\"Lovelace\",\"email\":\"ada@example.test\"},"
                                + "\"line_items\":[{\"sku\":\"SKU-RED\",\"name\":\"Red shirt\",\"quantity\":2}],"
                                + "\"meta_data\":[{\"key\":\"_ordersync_key\",\"value\":\"" + transaction
                                + "-meta\"}]}")
                .json()
                .path("id")
                .intValue();
    }

    /** How many orders a list shows. */
    int count(String query) {
        return get("/orders?per_page=100&" + query).json().size();
    }

    void fault(String name) {
        rules("{\"fault\":\"" + name + "\"}");
    }

    private void rules(String rules) {
        call(admin("/faults")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"rules\":[" + rules + "]}")));
    }

    private HttpRequest.Builder admin(String path) {
        return HttpRequest.newBuilder(URI.create(root + "/admin/shops/" + SHOP + path));
    }

    private HttpRequest.Builder at(String path) {
        return HttpRequest.newBuilder(URI.create(address(path)))
                .header("Authorization", BASIC)
                .header("X-Forwarded-Proto", "https");
    }

    private Heard call(HttpRequest.Builder request) {
        try {
            return new Heard(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
