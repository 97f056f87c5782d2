package dev.ordersync.platform.shopify;

import dev.ordersync.platform.Shop;
import dev.ordersync.platform.WriteGuard;
import dev.ordersync.platform.answer.Json;
import dev.ordersync.platform.client.Exchange;
import dev.ordersync.platform.client.PlatformClient;
import dev.ordersync.platform.client.Request;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One question to one shop: its address, its credentials, and its points. */
final class ShopifyApi {
    static final String TOKEN = "accessToken";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final PlatformClient client;
    private final String version;
    private final Points points = new Points();

    /** @param version of the API, such as {@code 2026-10} */
    ShopifyApi(PlatformClient client, String version) {
        this.client = client;
        this.version = version;
    }

    Reply ask(Shop shop, Query query, Map<String, @Nullable Object> variables, Duration timeout) {
        return ask(shop, query, variables, timeout, () -> true);
    }

    /** @param guard asked right before the first byte */
    Reply ask(Shop shop, Query query, Map<String, @Nullable Object> variables, Duration timeout, WriteGuard guard) {
        long endsAt = System.nanoTime() + timeout.toNanos();
        var wait = points.take(shop.storeKey(), query, System.nanoTime());
        while (wait.isPositive()) {
            if (wait.toNanos() >= endsAt - System.nanoTime()) {
                return new Reply.Throttled(null, "the shop's points for this second are used up", wait);
            }
            try {
                Thread.sleep(wait);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return new Reply.NotSent("stopped while it waited for its turn");
            }
            wait = points.take(shop.storeKey(), query, System.nanoTime());
        }
        var left = Duration.ofNanos(Math.max(1, endsAt - System.nanoTime()));
        var exchange = client.send(request(shop, query, variables, left), guard);
        if (exchange instanceof Exchange.Answer answer) {
            Json.object(answer).ifPresent(body -> points.learn(shop.storeKey(), query, body, System.nanoTime()));
        }
        return ReplyReader.read(exchange, query);
    }

    private Request request(Shop shop, Query query, Map<String, @Nullable Object> variables, Duration timeout) {
        var body = new LinkedHashMap<String, Object>();
        body.put("query", query.text());
        body.put("variables", variables);
        return new Request(
                query.reads() ? Request.Method.QUERY : Request.Method.POST,
                URI.create(shop.baseUrl().toString().replaceAll("/+$", "") + "/admin/api/" + version + "/graphql.json"),
                Map.of("X-Shopify-Access-Token", shop.credential(TOKEN), "Accept", "application/json"),
                JSON.writeValueAsString(body),
                timeout);
    }
}
