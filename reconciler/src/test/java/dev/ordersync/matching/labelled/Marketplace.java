package dev.ordersync.matching.labelled;

import dev.ordersync.order.OrderContent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Orders as the marketplace hands them over. */
final class Marketplace {
    private Marketplace() {}

    static OrderContent order(Draw draw, String id, Person buyer, List<OrderContent.Line> lines, Instant placedAt) {
        var goods = lines.stream()
                .map(line -> line.unitPrice().multiply(BigDecimal.valueOf(line.quantity())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        var tax = goods.multiply(new BigDecimal("0.08")).setScale(2, RoundingMode.HALF_UP);
        var shipping = new BigDecimal(draw.of(List.of("0.00", "5.00", "7.95")));
        var discount = draw.chance(0.2) ? new BigDecimal("3.00") : BigDecimal.ZERO;
        var to = new OrderContent.Address(
                buyer.first() + " " + buyer.last(),
                buyer.company(),
                buyer.line1(),
                buyer.line2(),
                buyer.city(),
                buyer.region(),
                buyer.postalCode(),
                "US");
        return new OrderContent(
                id,
                OrderContent.DEFAULT_SOURCE,
                null,
                "demo",
                placedAt.atOffset(ZoneOffset.UTC),
                "USD",
                new OrderContent.Customer(buyer.first(), buyer.last(), buyer.email(), buyer.phone()),
                to,
                null,
                lines,
                shipping,
                tax,
                discount,
                goods.add(shipping).add(tax).subtract(discount),
                null);
    }

    /** The same once more, under an id of its own: bought twice, and meant so. */
    static OrderContent again(OrderContent order, String id) {
        return new OrderContent(
                id,
                order.source(),
                order.url(),
                order.store(),
                order.placedAt(),
                order.currency(),
                order.customer(),
                order.shippingAddress(),
                order.billingAddress(),
                order.lines(),
                order.shipping(),
                order.tax(),
                order.discount(),
                order.total(),
                order.note());
    }
}
