package dev.ordersync.launcher.demo;

import dev.ordersync.launcher.Http;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The calls a demo makes, all through the public API that everyone has. */
final class DemoApi {

    /**
     * A store and its shop in the sandbox, which has the same name.
     *
     * @param credentials the sandbox's own defaults
     */
    record DemoStore(String key, String platform, Map<String, String> credentials) {}

    static final DemoStore STORE = new DemoStore("demo", "http", Map.of("bearerToken", "sandbox-token"));
    static final DemoStore WOO_STORE = new DemoStore(
            "demo-woo", "woocommerce", Map.of("consumerKey", "ck_sandbox", "consumerSecret", "cs_sandbox"));
    private static final List<DemoStore> STORES = List.of(STORE, WOO_STORE);

    private static final String UNREACHABLE_MAIL = "ops@example.com";
    private static final int SHOWN_ANSWER = 300;
    private static final Set<Integer> OK = Set.of(200, 201, 202, 204);
    private static final int CONFLICT = 409;

    private final Http http;
    private final DemoPlace place;
    private final JsonMapper json = new JsonMapper();

    DemoApi(Http http, DemoPlace place) {
        this.http = http;
        this.place = place;
    }

    void putStores() throws IOException {
        for (var store : STORES) {
            put(store);
        }
    }

    /** Everything in seconds, so that a whole life of an order fits into a look at the console. */
    private void put(DemoStore demo) throws IOException {
        var policy = new LinkedHashMap<String, Object>();
        policy.put("requestTimeout", "PT2S");
        policy.put("settleWindow", "PT10S");
        policy.put("retryWithin", "PT30S");
        policy.put("proofMaxAge", "PT30S");
        policy.put("maxAttempts", 2);
        policy.put("retryBackoff", "PT2S");
        policy.put("giveUpAfter", "PT10M");
        // The faults are single orders' trouble here, not the shop's.
        policy.put("pauseAfterUnknown", 1000);
        policy.put("probeEvery", "PT5S");
        policy.put("twinWatch", List.of("PT10S", "PT30S"));
        policy.put("alerts", Map.of("onTimeout", false, "digestEvery", "PT1M", "quietAfter", "PT1M"));
        var store = Map.of(
                "platform",
                demo.platform(),
                "baseUrl",
                place.shop() + "/shops/" + demo.key(),
                "credentials",
                demo.credentials(),
                "alertEmails",
                List.of(UNREACHABLE_MAIL),
                "policy",
                policy);
        require("PUT", place.console() + "/api/stores/" + demo.key(), place.token(), store, Set.of());
    }

    void putUser(String name, String password) throws IOException {
        var user = new LinkedHashMap<String, @Nullable Object>();
        user.put("name", name);
        user.put("password", password);
        user.put("role", "admin");
        user.put("stores", null);
        user.put("email", name + "@example.com");
        require("POST", place.console() + "/api/users", place.token(), user, Set.of(CONFLICT));
    }

    void putFaults() throws IOException {
        var rules = Arrays.stream(Plot.values())
                .filter(plot -> plot.fault() != null)
                .map(plot -> {
                    var rule = new LinkedHashMap<String, @Nullable Object>();
                    rule.put("match", plot.idPattern());
                    rule.put("fault", plot.fault());
                    rule.put("perOrder", plot.strikesPerOrder());
                    return rule;
                })
                .toList();
        for (var store : STORES) {
            var uri = place.shop() + "/admin/shops/" + store.key() + "/faults";
            require("PUT", uri, null, Map.of("rules", rules), Set.of());
        }
    }

    void submit(Map<String, Object> order) throws IOException {
        require("POST", place.intake() + "/api/orders", place.token(), order, Set.of());
    }

    void cancel(String orderId) throws IOException {
        var uri = place.console() + "/api/orders/" + orderId + "/cancel";
        require("POST", uri, place.token(), Map.of("reason", "The customer changed their mind."), Set.of(CONFLICT));
    }

    private void require(String method, String uri, @Nullable String token, Object body, Set<Integer> alsoFine)
            throws IOException {
        HttpResponse<String> answer = http.send(method, URI.create(uri), token, json.writeValueAsString(body));
        int status = answer.statusCode();
        if (!OK.contains(status) && !alsoFine.contains(status)) {
            String said = answer.body()
                    .substring(0, Math.min(SHOWN_ANSWER, answer.body().length()));
            throw new IOException(
                    "%s %s answered %d: %s".formatted(method, URI.create(uri).getPath(), status, said));
        }
    }
}
