package dev.ordersync.platform.vendure;

import dev.ordersync.platform.Shop;
import dev.ordersync.platform.WriteGuard;
import dev.ordersync.platform.answer.Json;
import dev.ordersync.platform.client.PlatformClient;
import dev.ordersync.platform.client.Request;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One question to one shop, in a session that is opened by name and password and kept as long as the shop knows it. */
final class VendureApi {
    static final String USERNAME = "username";
    static final String PASSWORD = "password";

    private static final String SESSION_HEADER = "vendure-auth-token";
    private static final int OK = 200;
    private static final JsonMapper JSON = JsonMapper.shared();

    /** A session, and what it was opened with: changed credentials open another. */
    private record Session(URI baseUrl, Map<String, String> credentials, String token) {
        boolean isOf(Shop shop) {
            return baseUrl.equals(shop.baseUrl()) && credentials.equals(shop.credentials());
        }

        @Override
        public String toString() {
            return "Session[" + baseUrl + "]";
        }
    }

    private final PlatformClient client;
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();

    VendureApi(PlatformClient client) {
        this.client = client;
    }

    Reply ask(Shop shop, Query query, Map<String, @Nullable Object> variables, Duration timeout) {
        return ask(shop, query, query.text(), variables, timeout, () -> true);
    }

    Reply ask(Shop shop, Query query, Map<String, @Nullable Object> variables, Duration timeout, WriteGuard guard) {
        return ask(shop, query, query.text(), variables, timeout, guard);
    }

    /**
     * Asks, after a login where one is needed, all within the timeout. A read that a kept session is refused is asked
     * again in a new one; a write is not, since it may be refused in its middle.
     *
     * @param guard asked right before the first byte
     */
    Reply ask(
            Shop shop,
            Query query,
            String text,
            Map<String, @Nullable Object> variables,
            Duration timeout,
            WriteGuard guard) {
        long endsAt = System.nanoTime() + timeout.toNanos();
        var kept = sessions.get(shop.storeKey());
        if (kept != null && kept.isOf(shop)) {
            var reply = ReplyReader.read(
                    client.send(request(shop, query, text, variables, kept.token(), timeout), guard), query);
            if (!isForbidden(reply)) {
                return reply;
            }
            sessions.remove(shop.storeKey(), kept);
            if (!query.reads()) {
                return forbidden();
            }
        }
        var opened = open(shop, left(endsAt));
        if (!(opened instanceof Reply.Data session)) {
            return opened;
        }
        var token = Objects.requireNonNull(session.session());
        var reply =
                ReplyReader.read(client.send(request(shop, query, text, variables, token, left(endsAt)), guard), query);
        return isForbidden(reply) ? forbidden() : reply;
    }

    /** @return the answer with its session; anything else says why there is none */
    private Reply open(Shop shop, Duration timeout) {
        var variables = new HashMap<String, @Nullable Object>();
        variables.put(USERNAME, shop.credential(USERNAME));
        variables.put(PASSWORD, shop.credential(PASSWORD));
        var reply = ReplyReader.read(
                client.send(request(shop, Query.LOGIN, Query.LOGIN.text(), variables, null, timeout)), Query.LOGIN);
        if (!(reply instanceof Reply.Data data)) {
            return isForbidden(reply) ? forbidden() : reply;
        }
        if (!"CurrentUser".equals(Json.text(data.data().path("login"), "__typename"))) {
            return new Reply.Held(OK, "unauthorized", "the shop does not know this name and password");
        }
        if (data.session() == null) {
            return new Reply.Held(OK, "no-token", "the shop gives no token: its tokenMethod must have bearer");
        }
        sessions.put(shop.storeKey(), new Session(shop.baseUrl(), shop.credentials(), data.session()));
        return reply;
    }

    private static boolean isForbidden(Reply reply) {
        return reply instanceof Reply.Failed failed && failed.code().equals(ReplyReader.FORBIDDEN);
    }

    private static Reply forbidden() {
        return new Reply.Held(OK, "forbidden", "the user in the shop lacks a permission");
    }

    private static Duration left(long endsAt) {
        return Duration.ofNanos(Math.max(1, endsAt - System.nanoTime()));
    }

    private static Request request(
            Shop shop,
            Query query,
            String text,
            Map<String, @Nullable Object> variables,
            @Nullable String token,
            Duration timeout) {
        var headers = new HashMap<>(Map.of("Accept", "application/json"));
        if (token != null) {
            headers.put("Authorization", "Bearer " + token);
        }
        var body = new LinkedHashMap<String, Object>();
        body.put("query", text);
        body.put("variables", variables);
        return new Request(
                query.reads() ? Request.Method.QUERY : Request.Method.POST,
                URI.create(shop.baseUrl().toString().replaceAll("/+$", "") + "/admin-api"),
                headers,
                JSON.writeValueAsString(body),
                timeout,
                query == Query.LOGIN ? SESSION_HEADER : null);
    }
}
