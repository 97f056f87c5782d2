package dev.ordersync.sandbox.page;

import dev.ordersync.sandbox.shop.Refusal;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An order typed in by hand, with one line. */
record HandForm(
        @Nullable String orderId,
        String firstName,
        String lastName,
        String email,
        String line1,
        String city,
        String region,
        String postalCode,
        String country,
        String sku,
        String title,
        int quantity,
        String unitPrice,
        String currency) {

    private static final int MAX_QUANTITY = 1_000_000;

    ObjectNode order(JsonMapper json) {
        ObjectNode order = json.createObjectNode();
        if (orderId != null && !orderId.isBlank()) {
            order.put("id", orderId.strip());
        }
        order.put("currency", currency);
        order.putObject("customer")
                .put("firstName", firstName)
                .put("lastName", lastName)
                .put("email", email);
        order.putObject("shippingAddress")
                .put("name", firstName + " " + lastName)
                .put("line1", line1)
                .put("city", city)
                .put("region", region)
                .put("postalCode", postalCode)
                .put("country", country);
        order.putArray("lines")
                .addObject()
                .put("sku", sku)
                .put("title", title)
                .put("quantity", quantity)
                .put("unitPrice", unitPrice);
        return order.put("shipping", "0.00")
                .put("tax", "0.00")
                .put("discount", "0.00")
                .put("total", total().toPlainString());
    }

    private BigDecimal total() {
        if (quantity < 1 || quantity > MAX_QUANTITY) {
            throw new Refusal(422, "bad-order", "The quantity must be 1 to " + MAX_QUANTITY + ".");
        }
        try {
            return new BigDecimal(unitPrice.strip()).multiply(BigDecimal.valueOf(quantity));
        } catch (NumberFormatException _) {
            throw new Refusal(422, "bad-order", "The price must be a number like 19.90.");
        }
    }
}
