package dev.ordersync.sandbox.woo;

import dev.ordersync.sandbox.shop.Answer;
import java.util.LinkedHashMap;
import java.util.Map;

/** An error in WooCommerce's form. */
final class WooError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient Map<String, Object> data;

    private WooError(int status, String code, String message, Map<String, Object> data) {
        super(message);
        this.status = status;
        this.code = code;
        this.data = data;
    }

    static WooError of(int status, String code, String message) {
        return new WooError(status, code, message, Map.of());
    }

    static WooError of(int status, String code, String message, Map<String, Object> data) {
        return new WooError(status, code, message, data);
    }

    static WooError badParameter(String name, String why) {
        return new WooError(
                400, "rest_invalid_param", "Invalid parameter(s): " + name, Map.of("params", Map.of(name, why)));
    }

    static WooError noSuchOrder(int status) {
        return of(status, "woocommerce_rest_shop_order_invalid_id", "Invalid ID.");
    }

    /** What a mistake in the shop's own program looks like. */
    static WooError critical() {
        return of(500, "internal_server_error", "<p>There has been a critical error on this website.</p>");
    }

    Answer answer() {
        var all = new LinkedHashMap<String, Object>();
        all.put("status", status);
        all.putAll(data);
        var body = new LinkedHashMap<String, Object>();
        body.put("code", code);
        body.put("message", String.valueOf(getMessage()));
        body.put("data", all);
        return new Answer.Json(status, body);
    }
}
