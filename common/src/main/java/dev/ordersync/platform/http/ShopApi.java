package dev.ordersync.platform.http;

import dev.ordersync.platform.Shop;
import dev.ordersync.platform.answer.NoSuchOrder;
import dev.ordersync.platform.client.Request;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The addresses and headers of the contract {@code http}. */
final class ShopApi {
    static final String TOKEN = "bearerToken";

    static final NoSuchOrder NO_SUCH_ORDER = (status, _) -> status == 404;

    private ShopApi() {}

    static Request post(Shop shop, String path, String idempotencyKey, String json) {
        return new Request(
                Request.Method.POST,
                uri(shop, path),
                Map.of("Authorization", bearer(shop), "Accept", "application/json", "Idempotency-Key", idempotencyKey),
                json,
                shop.requestTimeout());
    }

    static Request post(Shop shop, String path) {
        return bare(Request.Method.POST, shop, path);
    }

    static Request delete(Shop shop, String path) {
        return bare(Request.Method.DELETE, shop, path);
    }

    private static Request bare(Request.Method method, Shop shop, String path) {
        @Nullable String noBody = null;
        return new Request(
                method,
                uri(shop, path),
                Map.of("Authorization", bearer(shop), "Accept", "application/json"),
                noBody,
                shop.requestTimeout());
    }

    /** A read that no cache on the way may answer. */
    static Request get(Shop shop, String path, Map<String, String> query, Duration timeout) {
        var parameters = query.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + encode(parameter.getValue()))
                .sorted()
                .collect(Collectors.joining("&"));
        @Nullable String noBody = null;
        return new Request(
                Request.Method.GET,
                uri(shop, parameters.isEmpty() ? path : path + "?" + parameters),
                Map.of("Authorization", bearer(shop), "Accept", "application/json", "Cache-Control", "no-cache"),
                noBody,
                timeout);
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String bearer(Shop shop) {
        return "Bearer " + shop.credential(TOKEN);
    }

    private static URI uri(Shop shop, String path) {
        return URI.create(shop.baseUrl().toString().replaceAll("/+$", "") + path);
    }
}
