package dev.ordersync.scenario;

import dev.ordersync.order.OrderContent;
import dev.ordersync.order.OrderJson;

/** Orders as a marketplace hands them over. */
final class Orders {
    private Orders() {}

    static String body(String id, String email, String sku) {
        return """
                {"id": "%s", "store": "demo", "placedAt": "2026-11-24T09:59:00Z", "currency": "USD",
                 "customer": {"firstName": "Zoë", "lastName": "O’Neil", "email": "%s", "phone": "+15551234567"},
                 "shippingAddress": {"name": "Zoë O’Neil", "line1": "418 Brannan St", "city": "San Francisco",
                    "region": "CA", "postalCode": "94107", "country": "US"},
                 "lines": [{"sku": "%s", "title": "Tee, M", "quantity": 2, "unitPrice": "19.90"}],
                 "shipping": "5.00", "tax": "3.20", "discount": "0.00", "total": "48.00"}
                """.formatted(id, email, sku);
    }

    static String body(String id) {
        return body(id, "zoe@example.com", "TEE-M");
    }

    static OrderContent content(String id) {
        return OrderJson.read(body(id));
    }

    static OrderContent strangers(String id) {
        return OrderJson.read(body(id, "ben@example.org", "MUG-1")
                .replace("Zoë", "Ben")
                .replace("O’Neil", "Ortiz")
                .replace("418 Brannan St", "1 Main St")
                .replace("94107", "10001")
                .replace("+15551234567", "+12125550000"));
    }
}
