package dev.ordersync.scenario.simulation;

import java.math.BigDecimal;

/** Orders as a marketplace hands them over. */
final class SimulatedOrders {
    private SimulatedOrders() {}

    /** @param person orders of one person are alike but for their id */
    static String body(String id, String store, int person) {
        return body(id, store, person, 2);
    }

    static String body(String id, String store, int person, int quantity) {
        var total =
                new BigDecimal("19.90").multiply(BigDecimal.valueOf(quantity)).add(new BigDecimal("8.20"));
        return """
                {"id": "%1$s", "store": "%2$s", "placedAt": "2026-11-24T09:59:00Z", "currency": "USD",
                 "customer": {"firstName": "Zoë%3$d", "lastName": "O’Neil%3$d", "email": "zoe%3$d@example.com", "phone": "+1555123%3$d567"},
                 "shippingAddress": {"name": "Zoë O’Neil", "line1": "%3$d Brannan St", "city": "San Francisco",
                    "region": "CA", "postalCode": "9410%3$d", "country": "US"},
                 "lines": [{"sku": "TEE-%3$d", "title": "Tee %3$d", "quantity": %4$d, "unitPrice": "19.90"}],
                 "shipping": "5.00", "tax": "3.20", "discount": "0.00", "total": "%5$s"}
                """.formatted(id, store, person, quantity, total);
    }
}
