package dev.ordersync.matching.labelled;

import dev.ordersync.matching.Wanted;
import dev.ordersync.matching.labelled.Situation.Fate;
import dev.ordersync.matching.labelled.Situation.Truth;
import dev.ordersync.order.IdempotencyKey;
import dev.ordersync.order.OrderContent;
import dev.ordersync.order.OrderId;
import dev.ordersync.platform.Copy;
import dev.ordersync.verdict.OpenOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Makes situations of the cases C1 to C15. The same seed makes the same ones. */
public final class Situations {
    private static final Instant SENT = Instant.parse("2026-11-24T10:15:00Z");
    private static final Duration ATTEMPT = Duration.ofSeconds(30);
    private static final String TRUE_COPY = "copy";
    private static final List<String> KINDS = List.of(
            "C1",
            "C2",
            "C3",
            "C4",
            "C5",
            "C6",
            "C7",
            "C8",
            "C9",
            "C9 absent",
            "C10",
            "C11",
            "C12",
            "C12 absent",
            "C13",
            "C14",
            "C15",
            "absent");

    private final Draw draw;
    private final List<Copy> copies = new ArrayList<>();
    private final Map<String, OrderId> linked = new HashMap<>();

    private Situations(long seed) {
        this.draw = new Draw(seed);
    }

    /** @param each situations of every kind */
    public static List<Situation> of(long seed, int each) {
        var all = new ArrayList<Situation>();
        for (int kind = 0; kind < KINDS.size(); kind++) {
            for (int i = 0; i < each; i++) {
                all.add(new Situations(seed * 1_000_003 + kind * 100_003L + i).make(KINDS.get(kind)));
            }
        }
        return all;
    }

    private Situation make(String kind) {
        var buyer = Person.any(draw);
        var order = order("CV-1", buyer);
        strangers();
        return switch (kind) {
            case "C1" ->
                found(kind, order, Fate.LINK, hand(buyer, order).usual().under(key(order)));
            case "C2" ->
                found(kind, order, Fate.LINK_OR_HUMAN, edited(hand(buyer, order).under(key(order))));
            case "C3" -> identical(kind, buyer, order, true);
            case "C4" -> identical(kind, buyer, order, false);
            case "C5" -> {
                hands(order, buyer, SENT.minus(Duration.ofMinutes(40)), "earlier");
                linked.put("earlier", new OrderId(99));
                yield absent(kind, order);
            }
            case "C6" -> found(kind, order, Fate.LINK_OR_HUMAN, typedIn(hand(buyer, order)));
            case "C7" ->
                found(
                        kind,
                        order,
                        Fate.LINK_OR_HUMAN,
                        sparse(hand(buyer, order).usual()).nameWrittenOtherwise());
            case "C8" -> {
                hands(order, buyer.namesake(draw), during(), "namesake");
                yield absent(kind, order);
            }
            case "C9" -> {
                var masked = draw.chance(0.5) ? buyer.behind(draw.digits(8) + "@marketplace.amazon.com") : buyer;
                var sent = order("CV-1", masked);
                var hand = hand(masked, sent).usual();
                yield found(
                        kind,
                        sent,
                        Fate.LINK_OR_HUMAN,
                        (draw.chance(0.5) ? hand.emailMasked() : hand).phoneWrittenOtherwise());
            }
            case "C9 absent" -> colleagues(kind, buyer);
            case "C10" ->
                found(
                        kind,
                        order,
                        Fate.LINK_OR_HUMAN,
                        hand(buyer, order).usual().linesWrittenOtherwise());
            case "C11" -> {
                var hand = hand(buyer, order).usual();
                yield found(
                        kind, order, Fate.LINK_OR_HUMAN, draw.chance(0.5) ? hand.firstLineOnly() : hand.noAddress());
            }
            case "C12" ->
                found(
                        kind,
                        order,
                        Fate.LINK_OR_HUMAN,
                        hand(buyer, order).usual().totalWrittenOtherwise());
            case "C12 absent" -> {
                for (int i = 0; i < 5; i++) {
                    var other = Person.any(draw);
                    copies.add(new ShopHand(draw, other, order("S", other), during())
                            .usual()
                            .totalOf(order.total())
                            .copy("same-total-" + i));
                }
                yield absent(kind, order);
            }
            case "C13" -> twins(kind, buyer, order);
            case "C14" -> {
                copies.add(hand(buyer, order).asTest().copy("test"));
                yield absent(kind, order);
            }
            case "C15" ->
                found(kind, order, Fate.LINK_OR_HUMAN, sparse(hand(buyer, order).usual()));
            case "absent" -> absent(kind, order);
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private OrderContent order(String id, Person buyer) {
        return Marketplace.order(draw, id, buyer, Goods.basket(draw, Goods.lines(draw)), SENT.minusSeconds(90));
    }

    private ShopHand hand(Person buyer, OrderContent order) {
        return new ShopHand(draw, buyer, order, during());
    }

    private void hands(OrderContent order, Person buyer, Instant at, String id) {
        copies.add(new ShopHand(draw, buyer, order, at).usual().copy(id));
    }

    private Instant during() {
        return SENT.plusSeconds(draw.between(0, 40));
    }

    /** Other people's orders of the hour before and the minutes after; now and then a relative of nobody's we know. */
    private void strangers() {
        int count = draw.between(6, 14);
        for (int i = 0; i < count; i++) {
            var stranger = Person.any(draw);
            hands(order("S-" + i, stranger), stranger, SENT.plusSeconds(draw.between(-3600, 600)), "stranger-" + i);
        }
    }

    private ShopHand edited(ShopHand hand) {
        return switch (draw.between(0, 2)) {
            case 0 -> hand.anotherAddress();
            case 1 -> hand.quantityChanged();
            default -> hand.firstLineOnly();
        };
    }

    /** By a person, from a mail or the phone, minutes or hours later. */
    private ShopHand typedIn(ShopHand hand) {
        hand.at(SENT.plusSeconds(draw.between(60, 4 * 3600)));
        if (draw.chance(0.5)) {
            hand.nameWrittenOtherwise();
        }
        if (draw.chance(0.3)) {
            hand.noEmail();
        }
        if (draw.chance(0.3)) {
            hand.noPhone();
        }
        if (draw.chance(0.3)) {
            hand.totalWrittenOtherwise();
        }
        return hand.addressWrittenOtherwise();
    }

    /** Up to three of the four things that tell a person are left out. */
    private ShopHand sparse(ShopHand hand) {
        var left = new ArrayList<Consumer<ShopHand>>(
                List.of(ShopHand::noEmail, ShopHand::noPhone, ShopHand::noAddress, ShopHand::noName));
        for (int i = draw.between(1, 2); i > 0; i--) {
            left.remove(draw.between(0, left.size() - 1)).accept(hand);
        }
        return hand;
    }

    private Situation found(String kind, OrderContent order, Fate fate, ShopHand hand) {
        copies.add(hand.copy(TRUE_COPY));
        return situation(kind, List.of(open(1, order)), List.of(new Truth(Set.of(TRUE_COPY), fate)));
    }

    private Situation absent(String kind, OrderContent order) {
        return situation(kind, List.of(open(1, order)), List.of(new Truth(Set.of(), Fate.SEND_AGAIN)));
    }

    private Situation identical(String kind, Person buyer, OrderContent order, boolean withReference) {
        var second = Marketplace.again(order, "CV-2");
        var hand = hand(buyer, order);
        copies.add((withReference ? hand.under(key(order)) : hand.usual()).copy(TRUE_COPY));
        var first = withReference ? Fate.LINK : Fate.HUMAN_AS_GROUP;
        var other = withReference ? Fate.SEND_AGAIN : Fate.HUMAN_AS_GROUP;
        return situation(
                kind,
                List.of(open(1, order), open(2, second)),
                List.of(new Truth(Set.of(TRUE_COPY), first), new Truth(Set.of(), other)));
    }

    /** All sent by one company, to its one desk or to many in one house, from one relay; only the colleagues' arrived. */
    private Situation colleagues(String kind, Person buyer) {
        var at = buyer.behind("orders@marketplace.amazon.com").of("Northwind Traders");
        boolean oneDesk = draw.chance(0.5);
        for (int i = 0; i < 4; i++) {
            var colleague = at.colleague(draw, oneDesk ? at.line2() : "Suite " + (100 + i));
            copies.add(new ShopHand(draw, colleague, order("S", colleague), during())
                    .usual()
                    .copy("colleague-" + i));
        }
        return absent(kind, order("CV-1", at));
    }

    private Situation twins(String kind, Person buyer, OrderContent order) {
        copies.add(hand(buyer, order).usual().copy(TRUE_COPY));
        copies.add(hand(buyer, order).usual().at(SENT.plusSeconds(300)).copy("twin"));
        return situation(
                kind, List.of(open(1, order)), List.of(new Truth(Set.of(TRUE_COPY, "twin"), Fate.LINK_OR_HUMAN)));
    }

    private Situation situation(String kind, List<OpenOrder> orders, List<Truth> truths) {
        return new Situation(kind, orders, List.copyOf(copies), Map.copyOf(linked), truths);
    }

    private static OpenOrder open(long id, OrderContent order) {
        return new OpenOrder(new OrderId(id), wanted(order), List.of(key(order)), Set.of(), Set.of());
    }

    private static Wanted wanted(OrderContent order) {
        return new Wanted(order, SENT, SENT.plus(ATTEMPT));
    }

    private static String key(OrderContent order) {
        return IdempotencyKey.of(order.source(), order.id(), 1);
    }
}
