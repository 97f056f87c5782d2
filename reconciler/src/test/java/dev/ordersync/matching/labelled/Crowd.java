package dev.ordersync.matching.labelled;

import dev.ordersync.matching.Wanted;
import dev.ordersync.order.OrderContent;
import dev.ordersync.platform.Copy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A busy shop's window: many orders of many people, of which the first ones are wanted.
 *
 * @param wanted orders whose copies are among the copies, without our reference
 */
public record Crowd(List<Wanted> wanted, List<Copy> copies) {
    private static final Instant SENT = Instant.parse("2026-11-24T10:15:00Z");

    /** @param size copies, of which the first {@code wanted} are ours, each with the id of its order */
    public static Crowd of(long seed, int size, int wanted) {
        var draw = new Draw(seed);
        var orders = new ArrayList<Wanted>();
        var copies = new ArrayList<Copy>();
        for (int i = 0; i < size; i++) {
            var buyer = Person.any(draw);
            var order = order(draw, "CV-" + i, buyer);
            copies.add(new ShopHand(draw, buyer, order, SENT.plusSeconds(draw.between(0, 30)))
                    .usual()
                    .copy(order.id()));
            if (i < wanted) {
                orders.add(new Wanted(order, SENT, SENT.plus(Duration.ofSeconds(30))));
            }
        }
        return new Crowd(List.copyOf(orders), List.copyOf(copies));
    }

    /** So many copies of one thing that say of no buyer who it is, and one order of that thing. */
    public static Crowd ofNobodys(long seed, int size) {
        var draw = new Draw(seed);
        var buyer = Person.any(draw);
        var order = order(draw, "CV-0", buyer);
        var copies = new ArrayList<Copy>();
        for (int i = 0; i < size; i++) {
            copies.add(new ShopHand(draw, buyer, order, SENT)
                    .noName()
                    .noEmail()
                    .noPhone()
                    .noAddress()
                    .copy("nobodys-" + i));
        }
        return new Crowd(List.of(Wanted.of(order)), List.copyOf(copies));
    }

    private static OrderContent order(Draw draw, String id, Person buyer) {
        return Marketplace.order(draw, id, buyer, Goods.basket(draw, Goods.lines(draw)), SENT.minusSeconds(90));
    }
}
