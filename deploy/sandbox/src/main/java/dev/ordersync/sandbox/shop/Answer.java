package dev.ordersync.sandbox.shop;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What goes back over the connection. */
public sealed interface Answer {

    /** The shop's own JSON. */
    record Json(int status, Object body, Map<String, String> headers) implements Answer {
        public Json(int status, Object body) {
            this(status, body, Map.of());
        }
    }

    /** A web page from something that is not the shop's API. */
    record Html(int status, String body, Map<String, String> headers) implements Answer {}

    /** Nothing at all until the client hangs up. */
    record Silence(@Nullable Runnable afterwards) implements Answer {}

    /** The connection is closed without a byte. */
    record Cut() implements Answer {}

    /** @return the HTTP status, null when there is no answer */
    default @Nullable Integer statusOrNull() {
        return switch (this) {
            case Json json -> json.status();
            case Html html -> html.status();
            case Silence _, Cut _ -> null;
        };
    }

    static Answer problem(int status, String code, String detail) {
        return new Json(status, new Problem(code, detail));
    }

    static Answer gatewayDown() {
        return gateway(503, "Service Temporarily Unavailable");
    }

    static Answer gatewayTimeout() {
        return gateway(504, "Gateway Time-out");
    }

    static Answer gatewayLostIt() {
        return gateway(502, "Bad Gateway");
    }

    private static Answer gateway(int status, String words) {
        return new Html(
                status,
                "<html><head><title>%1$d %2$s</title></head><body><center><h1>%1$d %2$s</h1></center>"
                                .formatted(status, words)
                        + "<hr><center>gateway</center></body></html>",
                Map.of());
    }

    static Answer unauthorized() {
        return new Json(
                401,
                new Problem("unauthorized", "The token is missing or not this shop's."),
                Map.of("WWW-Authenticate", "Bearer"));
    }
}
