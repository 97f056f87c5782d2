package dev.ordersync.sandbox;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Calls one shop, and says in one word what came back when it was no proper answer. */
final class Client {

    /** For answers that must come, on a machine however busy. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Until a client hangs up on a silence that it expects. */
    private static final Duration HANGS_UP_AFTER = Duration.ofSeconds(1);

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final String root;
    private final String shop;
    private final String token;

    Client(int port, String shop) {
        this("http://127.0.0.1:" + port, shop, "sandbox-token");
    }

    private Client(String root, String shop, String token) {
        this.root = root;
        this.shop = shop;
        this.token = token;
    }

    /** @param seen the status, "silence" or "cut" */
    record Heard(String seen, Optional<HttpResponse<String>> response) {
        String body() {
            return response.orElseThrow().body();
        }

        JsonNode json() {
            return JSON.readTree(body());
        }

        String code() {
            return json().path("code").stringValue("none");
        }

        String header(String name) {
            return response.orElseThrow().headers().firstValue(name).orElse("none");
        }
    }

    String name() {
        return shop;
    }

    Client withToken(String other) {
        return new Client(root, shop, other);
    }

    Heard post(String key, String orderId) {
        return post(key, key, order(orderId, 2));
    }

    Heard post(String key, String reference, String order) {
        return postRaw(key, "{\"reference\":\"" + reference + "\",\"order\":" + order + "}");
    }

    Heard postRaw(String key, String body) {
        return call(postRequest(key, body));
    }

    /** Posts, and hangs up soon. */
    Heard postBriefly(String key, String orderId) {
        String body = "{\"reference\":\"" + key + "\",\"order\":" + order(orderId, 2) + "}";
        return call(postRequest(key, body), HANGS_UP_AFTER);
    }

    private HttpRequest.Builder postRequest(String key, String body) {
        return at("/orders")
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    Heard get(String path) {
        return call(at(path).GET());
    }

    Heard delete(String path) {
        return call(at(path).DELETE());
    }

    /** Deletes, and hangs up soon. */
    Heard deleteBriefly(String path) {
        return call(at(path).DELETE(), HANGS_UP_AFTER);
    }

    Heard act(String path) {
        return call(at(path).POST(BodyPublishers.noBody()));
    }

    Heard admin(String method, String path, String body) {
        return call(HttpRequest.newBuilder(URI.create(root + "/admin/shops/" + shop + path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
    }

    Heard page(String path) {
        return page(path, "GET");
    }

    Heard page(String path, String method) {
        return call(HttpRequest.newBuilder(URI.create(root + path)).method(method, BodyPublishers.noBody()));
    }

    Heard form(String path, String body, String fetchSite) {
        return call(HttpRequest.newBuilder(URI.create(root + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", fetchSite)
                .POST(BodyPublishers.ofString(body)));
    }

    void fault(String rule) {
        Heard heard = admin("PUT", "/faults", "{\"rules\":[" + rule + "]}");
        if (!heard.seen().equals("200")) {
            throw new AssertionError("The rule was refused: " + heard);
        }
    }

    /** How many copies the books hold, half-written ones and twins included. */
    int copies() {
        return admin("GET", "", "").json().at("/totals/copies").intValue();
    }

    /** What became of the first POST, as soon as it is known: a client that hangs up may be ahead of the books. */
    JsonNode firstEvent() {
        return await().atMost(PATIENCE)
                .until(() -> admin("GET", "/posts", "").json().at("/posts/0/events/0"), JsonNode::isObject);
    }

    static String order(String id, int lines) {
        String line = "{\"sku\":\"TEE-M\",\"title\":\"Tee, M\",\"quantity\":2,\"unitPrice\":\"19.90\"}";
        String all = String.join(",", Collections.nCopies(lines, line));
        return "{\"id\":\"" + id + "\",\"currency\":\"USD\",\"lines\":[" + all + "],\"total\":\"48.00\"}";
    }

    private HttpRequest.Builder at(String path) {
        return HttpRequest.newBuilder(URI.create(root + "/shops/" + shop + path))
                .header("Authorization", "Bearer " + token);
    }

    private Heard call(HttpRequest.Builder request) {
        return call(request, PATIENCE);
    }

    private Heard call(HttpRequest.Builder request, Duration patience) {
        try {
            HttpResponse<String> response =
                    http.send(request.timeout(patience).build(), HttpResponse.BodyHandlers.ofString());
            return new Heard(Integer.toString(response.statusCode()), Optional.of(response));
        } catch (HttpTimeoutException _) {
            return new Heard("silence", Optional.empty());
        } catch (IOException _) {
            return new Heard("cut", Optional.empty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
