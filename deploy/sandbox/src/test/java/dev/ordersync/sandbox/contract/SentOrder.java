package dev.ordersync.sandbox.contract;

import dev.ordersync.order.IdempotencyKey;
import dev.ordersync.order.OrderContent;
import dev.ordersync.platform.NewOrder;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Orders as the worker hands them to an adapter, each with an id and a key of its own: a real shop takes them too. */
final class SentOrder {
    private SentOrder() {}

    /** Two lines, shipping, tax and a discount. */
    static NewOrder of(String sku) {
        var id = "CT-" + UUID.randomUUID();
        var address =
                new OrderContent.Address("Zoë O’Neil", null, "1 Main St", null, "Springfield", "CA", "94107", "US");
        var content = new OrderContent(
                id,
                OrderContent.DEFAULT_SOURCE,
                null,
                "acme",
                OffsetDateTime.parse("2026-11-24T10:15:30Z"),
                "USD",
                new OrderContent.Customer("Zoë", "O’Neil", "zoe@example.com", "+15551234567"),
                address,
                null,
                List.of(
                        new OrderContent.Line(sku, "Tee, M", 2, new BigDecimal("19.90")),
                        new OrderContent.Line(sku, "Tee, M", 1, new BigDecimal("19.90"))),
                new BigDecimal("5.00"),
                new BigDecimal("3.20"),
                new BigDecimal("1.00"),
                new BigDecimal("66.90"),
                "Gift");
        return new NewOrder(IdempotencyKey.of(content.source(), id, 1), json(content), content);
    }

    private static String json(OrderContent content) {
        ObjectNode order = JsonMapper.shared().createObjectNode();
        order.put("id", content.id()).put("currency", content.currency());
        order.putObject("customer")
                .put("firstName", content.customer().firstName())
                .put("lastName", content.customer().lastName())
                .put("email", content.customer().email())
                .put("phone", content.customer().phone());
        order.putObject("shippingAddress")
                .put("name", content.shippingAddress().name())
                .put("line1", content.shippingAddress().line1())
                .put("city", content.shippingAddress().city())
                .put("postalCode", content.shippingAddress().postalCode())
                .put("country", content.shippingAddress().country());
        var lines = order.putArray("lines");
        content.lines()
                .forEach(line -> lines.addObject()
                        .put("sku", line.sku())
                        .put("title", line.title())
                        .put("quantity", line.quantity())
                        .put("unitPrice", line.unitPrice().toPlainString()));
        return order.put("shipping", "5.00")
                .put("tax", "3.20")
                .put("discount", "1.00")
                .put("total", content.total().toPlainString())
                .toString();
    }
}
