package dev.ordersync.platform.vendure;

import dev.ordersync.order.OrderContent;
import dev.ordersync.platform.answer.Json;
import java.math.BigDecimal;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Chooses one of the shop's shipping methods. Vendure computes prices by itself and takes none from us, so the one that
 * fits is the one that makes the shop's total the order's.
 */
final class Shipping {
    /** @param why none fits; empty where one does */
    record Choice(@Nullable String method, String why) {}

    private Shipping() {}

    static Choice choose(JsonNode quote, OrderContent content) {
        var goods = VendureCopy.money(quote.path("order"), "subTotalWithTax");
        var methods = quote.path("eligibleShippingMethodsForDraftOrder");
        if (methods.isEmpty()) {
            return new Choice(null, "no-shipping: the shop has no shipping method for this address");
        }
        for (var method : methods) {
            var price = VendureCopy.money(method, "priceWithTax");
            if (goods != null && price != null && goods.add(price).compareTo(content.total()) == 0) {
                return new Choice(Json.text(method, "id"), "");
            }
        }
        var prices = methods.valueStream()
                .map(method -> plain(VendureCopy.money(method, "priceWithTax")))
                .collect(Collectors.joining(", "));
        return new Choice(
                null,
                "total: the goods are " + plain(goods) + " in the shop and its shipping is " + prices
                        + "; no sum of them is " + content.total().toPlainString());
    }

    private static String plain(@Nullable BigDecimal money) {
        return money == null ? "not known" : money.toPlainString();
    }
}
