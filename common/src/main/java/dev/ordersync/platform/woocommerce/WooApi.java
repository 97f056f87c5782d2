package dev.ordersync.platform.woocommerce;

import dev.ordersync.platform.Shop;
import dev.ordersync.platform.answer.NoSuchOrder;
import dev.ordersync.platform.client.Request;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The addresses and credentials of WooCommerce: over https the keys themselves, over http a signature made with them. */
final class WooApi {
    static final String KEY = "consumerKey";
    static final String SECRET = "consumerSecret";

    /** 404, 410 for what is in the trash already, and for a change a 400; a missing route is no missing order. */
    static final NoSuchOrder NO_SUCH_ORDER =
            (_, error) -> error.code().endsWith("_invalid_id") || error.code().endsWith("_already_trashed");

    private static final String API = "/wp-json/wc/v3";

    private final OneTimeSignature signature;

    WooApi(Clock clock) {
        this.signature = new OneTimeSignature(clock);
    }

    Request get(Shop shop, String path, Map<String, String> query, Duration timeout) {
        return request(Request.Method.GET, shop, API + path, query, null, timeout);
    }

    /** What the site says of itself to everybody; all of it can be megabytes. */
    Request index(Shop shop) {
        return request(
                Request.Method.GET,
                shop,
                "/wp-json/",
                Map.of("_fields", "name,home,namespaces"),
                null,
                shop.requestTimeout());
    }

    /** A POST to a thing that is there changes it, as a PUT would. */
    Request post(Shop shop, String path, String json, Duration timeout) {
        return request(Request.Method.POST, shop, API + path, Map.of(), json, timeout);
    }

    Request delete(Shop shop, String path) {
        return request(Request.Method.DELETE, shop, API + path, Map.of(), null, shop.requestTimeout());
    }

    private Request request(
            Request.Method method,
            Shop shop,
            String path,
            Map<String, String> query,
            @Nullable String json,
            Duration timeout) {
        var headers = new HashMap<>(Map.of("Accept", "application/json", "Cache-Control", "no-cache"));
        var address = address(shop, path);
        var parameters = new TreeMap<>(query);
        if ("https".equalsIgnoreCase(shop.baseUrl().getScheme())) {
            headers.put("Authorization", basic(shop));
        } else {
            parameters.putAll(
                    signature.of(method.name(), address, query, shop.credential(KEY), shop.credential(SECRET)));
        }
        return new Request(method, URI.create(withQuery(address, parameters)), headers, json, timeout);
    }

    private static String address(Shop shop, String path) {
        return shop.baseUrl().toString().replaceAll("/+$", "") + path;
    }

    private static String withQuery(String address, Map<String, String> parameters) {
        if (parameters.isEmpty()) {
            return address;
        }
        return parameters.entrySet().stream()
                .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&", address + "?", ""));
    }

    private static String basic(Shop shop) {
        var pair = shop.credential(KEY) + ":" + shop.credential(SECRET);
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /** As RFC 3986 has it, which a signature depends on. */
    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
