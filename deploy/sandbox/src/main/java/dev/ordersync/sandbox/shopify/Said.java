package dev.ordersync.sandbox.shopify;

import dev.ordersync.sandbox.shop.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shopify's ways of saying no: nearly all of them under 200. */
final class Said {
    static final String THROTTLED = "THROTTLED";
    static final String BROKEN = "INTERNAL_SERVER_ERROR";

    private Said() {}

    /** What a mutation answers, on its way through the counter. */
    record Payload(Map<String, @Nullable Object> fields) {}

    static Answer made(Map<String, Object> order) {
        return payload(order, List.of());
    }

    static Answer userError(String code, List<String> field, String message) {
        return payload(null, List.of(error(code, field, message)));
    }

    /** Neither an order nor an error. */
    static Answer nothing() {
        return payload(null, List.of());
    }

    static Map<String, Object> error(String code, List<String> field, String message) {
        var error = new LinkedHashMap<String, Object>();
        error.put("code", code);
        error.put("field", field);
        error.put("message", message);
        return error;
    }

    private static Answer payload(@Nullable Map<String, Object> order, List<Map<String, Object>> errors) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("order", order);
        fields.put("userErrors", errors);
        return new Answer.Json(200, new Payload(fields));
    }

    /** An error in place of all data. */
    static Answer error(String code, String message) {
        return new Answer.Json(200, errors(code, message));
    }

    static Map<String, Object> errors(String code, String message) {
        var error = new LinkedHashMap<String, Object>();
        error.put("message", message);
        error.put("extensions", Map.of("code", code));
        var body = new LinkedHashMap<String, Object>();
        body.put("errors", List.of(error));
        return body;
    }

    static Answer unauthorized() {
        return new Answer.Json(
                401, Map.of("errors", "[API] Invalid API key or access token (unrecognized login or wrong password)"));
    }
}
