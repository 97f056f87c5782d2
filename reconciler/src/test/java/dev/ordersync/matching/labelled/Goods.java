package dev.ordersync.matching.labelled;

import dev.ordersync.order.OrderContent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the made-up shop sells; the first things far more often than the last ones. */
final class Goods {
    private static final List<String> KINDS = List.of(
            "Tee",
            "Mug",
            "Hoodie",
            "Poster",
            "Cap",
            "Socks",
            "Notebook",
            "Sticker Pack",
            "Backpack",
            "Bottle",
            "Blanket",
            "Lamp",
            "Candle",
            "Puzzle",
            "Apron",
            "Scarf");
    private static final List<String> KINDS_OF = List.of(
            "Black", "White", "Navy", "Olive", "Red", "Sand", "Small", "Medium", "Large", "Classic", "Limited",
            "Organic");

    record Thing(String sku, String title, BigDecimal price) {}

    private static final List<Thing> THINGS = things();

    private Goods() {}

    private static List<Thing> things() {
        var things = new ArrayList<Thing>();
        for (var of : KINDS_OF) {
            for (var kind : KINDS) {
                int number = things.size();
                var sku = kind.substring(0, 3) + "-" + of.substring(0, 2) + "-" + (100 + number);
                things.add(new Thing(
                        sku.toUpperCase(Locale.ROOT),
                        kind + ", " + of,
                        BigDecimal.valueOf(599 + 137L * (number % 40), 2)));
            }
        }
        return List.copyOf(things);
    }

    static List<OrderContent.Line> basket(Draw draw, int lines) {
        var basket = new ArrayList<OrderContent.Line>();
        while (basket.size() < lines) {
            var thing = draw.often(THINGS);
            if (basket.stream().noneMatch(line -> thing.sku().equals(line.sku()))) {
                basket.add(new OrderContent.Line(
                        thing.sku(), thing.title(), draw.chance(0.75) ? 1 : draw.between(2, 4), thing.price()));
            }
        }
        return basket;
    }

    static int lines(Draw draw) {
        return draw.chance(0.55) ? 1 : draw.between(2, 4);
    }
}
