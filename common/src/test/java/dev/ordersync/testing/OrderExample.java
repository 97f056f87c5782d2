package dev.ordersync.testing;

import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The contract's example of an order, to be changed where a test cares. */
public final class OrderExample {
    private static final String JSON = """
            {
              "id": "CV-100482",
              "source": "convictional",
              "url": "https://marketplace.example/orders/CV-100482",
              "store": "acme-woo",
              "placedAt": "2026-11-24T10:15:30Z",
              "currency": "USD",
              "customer": {"firstName": "Zoë", "lastName": "O’Neil", "email": "zoe@example.com", "phone": "+15551234567"},
              "shippingAddress": {"name": "Zoë O’Neil", "company": null, "line1": "1 Main St", "line2": null,
                "city": "San Francisco", "region": "CA", "postalCode": "94107", "country": "US"},
              "billingAddress": null,
              "lines": [{"sku": "TEE-M", "title": "Tee, M", "quantity": 2, "unitPrice": "19.90"}],
              "shipping": "5.00", "tax": "3.20", "discount": "0.00", "total": "48.00",
              "note": "Gift"
            }
            """;

    private OrderExample() {}

    public static String json() {
        return JSON;
    }

    public static ObjectNode tree() {
        return (ObjectNode) JsonMapper.shared().readTree(JSON);
    }

    public static String json(String id, String store) {
        return with(order -> order.put("id", id).put("store", store));
    }

    public static String with(Consumer<ObjectNode> change) {
        var order = tree();
        change.accept(order);
        return order.toString();
    }
}
