package dev.ordersync.platform.client;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call to a shop.
 *
 * @param json the body; null for none
 * @param timeout the deadline over waiting for a permit, names, connect, TLS, upload, head and body
 * @param keep the name of a header of the answer that is wanted, such as one that holds a session; null for none
 */
public record Request(
        Method method,
        URI uri,
        Map<String, String> headers,
        @Nullable String json,
        Duration timeout,
        @Nullable String keep) {
    public Request(Method method, URI uri, Map<String, String> headers, @Nullable String json, Duration timeout) {
        this(method, uri, headers, json, timeout, null);
    }

    /** What a call does to the shop; reads have permits of their own, so that posts never starve lookups. */
    public enum Method {
        GET,
        POST,
        DELETE,
        /** A read that travels as a POST. */
        QUERY;

        boolean reads() {
            return this == GET || this == QUERY;
        }

        /** As it stands in the call. */
        String verb() {
            return this == QUERY ? POST.name() : name();
        }
    }

    public Request {
        headers = Map.copyOf(headers);
    }

    /** Shows no header and no body: they hold credentials and personal data. */
    @Override
    public String toString() {
        return method + " " + uri;
    }
}
