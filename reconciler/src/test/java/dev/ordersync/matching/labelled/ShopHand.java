package dev.ordersync.matching.labelled;

import dev.ordersync.order.OrderContent;
import dev.ordersync.order.PlatformOrderId;
import dev.ordersync.platform.Copy;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Writes an order the way shops, plugins and merchants write it; each method is one of their habits. */
final class ShopHand {
    /** A habit that one shop in fifty has. These shares are guesses: no shop was counted. */
    private static final double RARE = 0.02;

    private final Draw draw;
    private final Person buyer;
    private final OrderContent order;

    private @Nullable String first;
    private @Nullable String last;
    private @Nullable String email;
    private @Nullable String phone;
    private @Nullable String line1;
    private @Nullable String line2;
    private @Nullable String city;
    private @Nullable String region;
    private @Nullable String postalCode;
    private @Nullable String company;
    private @Nullable String shippingName;
    private String currency = "USD";
    private @Nullable BigDecimal total;
    private List<Copy.Line> lines;
    private @Nullable String reference;
    private boolean test;
    private Instant createdAt;

    ShopHand(Draw draw, Person buyer, OrderContent order, Instant createdAt) {
        this.draw = draw;
        this.buyer = buyer;
        this.order = order;
        this.createdAt = createdAt;
        first = buyer.first();
        last = buyer.last();
        email = buyer.email();
        phone = buyer.phone();
        line1 = buyer.line1();
        line2 = buyer.line2();
        city = buyer.city();
        region = buyer.region();
        postalCode = buyer.postalCode();
        company = buyer.company();
        shippingName = order.shippingAddress().name();
        total = order.total();
        lines = new ArrayList<>(order.lines().stream()
                .map(line -> new Copy.Line(line.sku(), line.title(), line.quantity()))
                .toList());
    }

    Copy copy(String id) {
        var content = new Copy.Content(
                null,
                first,
                last,
                email,
                phone,
                line1,
                city,
                postalCode,
                "US",
                currency,
                total,
                List.copyOf(lines),
                new Copy.Details(shippingName, company, line2, region));
        return new Copy(new PlatformOrderId(id), null, reference, createdAt, Copy.Status.OPEN, null, test, content);
    }

    ShopHand under(String key) {
        reference = key;
        return this;
    }

    ShopHand asTest() {
        test = true;
        return this;
    }

    ShopHand at(Instant time) {
        createdAt = time;
        return this;
    }

    /**
     * What happens to any order on its way: another phone format, abbreviations, a longer postal code, capitals; and now
     * and then the shop knows the buyer by another mailbox, phone or name, or dates the order by the marketplace's time.
     */
    ShopHand usual() {
        if (buyer.email().endsWith("amazon.com")) {
            email = buyer.email(); // a relay is passed on as it is
        } else if (draw.chance(RARE)) {
            email = "home." + draw.digits(3) + buyer.email();
        } else if (draw.chance(RARE)) {
            emailTagged();
        } else if (draw.chance(RARE)) {
            email = typo(buyer.email());
        }
        if (draw.chance(RARE)) {
            phone = "+1415" + draw.digits(7);
        }
        if (draw.chance(RARE / 2)) {
            named(draw.of(List.of("Alex", "Kim", "Sam")), buyer.last());
        }
        if (draw.chance(RARE / 2)) {
            createdAt = order.placedAt().toInstant().minusSeconds(draw.between(300, 3600));
        }
        if (draw.chance(0.5)) {
            phoneWrittenOtherwise();
        }
        if (draw.chance(0.4)) {
            addressWrittenOtherwise();
        }
        if (draw.chance(0.2) && email != null) {
            email = email.toUpperCase(Locale.ROOT);
        }
        if (draw.chance(0.15)) {
            first = first == null ? null : Person.plain(first).toUpperCase(Locale.ROOT);
            last = last == null ? null : Person.plain(last).toUpperCase(Locale.ROOT);
        }
        if (draw.chance(0.2)) {
            Collections.shuffle(lines, new Random(draw.between(0, 1_000_000)));
        }
        if (draw.chance(0.3)) {
            shippingName = null;
        }
        return this;
    }

    // --- people ---

    ShopHand nameWrittenOtherwise() {
        var plainFirst = Person.plain(buyer.first());
        var plainLast = Person.plain(buyer.last());
        switch (draw.between(0, 8)) {
            case 0 ->
                named(
                        plainFirst.toUpperCase(Locale.ROOT),
                        plainLast.replace("'", "").toUpperCase(Locale.ROOT));
            case 1 -> named(null, plainLast + ", " + plainFirst);
            case 2 -> named(buyer.last(), buyer.first());
            case 3 -> named(plainFirst.substring(0, 1) + ".", plainLast);
            case 4 -> named(plainFirst + " " + (char) ('A' + draw.between(0, 25)) + ".", plainLast);
            case 5 -> named(Person.NICKNAMES.getOrDefault(buyer.first(), plainFirst), buyer.last());
            case 6 -> named(plainFirst, typo(plainLast));
            case 7 -> named("Mr. " + plainFirst, plainLast.replace("'", " ") + " Jr.");
            default -> {
                if (buyer.company() == null) {
                    named(plainFirst, plainLast);
                } else {
                    named(buyer.company(), null);
                    company = null;
                }
            }
        }
        shippingName = null;
        return this;
    }

    private void named(@Nullable String newFirst, @Nullable String newLast) {
        first = newFirst;
        last = newLast;
    }

    private String typo(String word) {
        if (word.length() < 5) {
            return word;
        }
        int at = draw.between(2, word.length() - 2);
        return word.substring(0, at) + word.substring(at + 1);
    }

    ShopHand emailTagged() {
        email = buyer.email().replace("@", "+shop@");
        return this;
    }

    ShopHand emailMasked() {
        email = draw.digits(10) + "@marketplace.amazon.com";
        return this;
    }

    ShopHand phoneWrittenOtherwise() {
        var national = buyer.phone().substring(2);
        phone = draw.of(List.of(
                "(" + national.substring(0, 3) + ") " + national.substring(3, 6) + "-" + national.substring(6),
                national,
                "1-" + national,
                "+1 " + national.substring(0, 3) + "." + national.substring(3, 6) + "." + national.substring(6),
                national.substring(3)));
        return this;
    }

    ShopHand addressWrittenOtherwise() {
        line1 = buyer.line1()
                .replace("Street", "St.")
                .replace("Avenue", "Ave")
                .replace("Boulevard", "Blvd")
                .replace("Road", "Rd")
                .replace("Drive", "Dr")
                .replace("Saint", "St")
                .replace("North", "N");
        if (buyer.line2() != null) {
            switch (draw.between(0, 2)) {
                case 0 -> {
                    line1 = line1 + ", #" + buyer.line2().replaceAll("\\D", "");
                    line2 = null;
                }
                case 1 -> line2 = buyer.line2().replace("Suite", "Ste").toUpperCase(Locale.ROOT);
                default -> line2 = null;
            }
        }
        if (draw.chance(0.5)) {
            postalCode = buyer.postalCode() + "-" + draw.digits(4);
        }
        if (draw.chance(0.5)) {
            region = buyer.regionName();
        }
        return this;
    }

    ShopHand anotherAddress() {
        var other = Person.any(draw);
        line1 = other.line1();
        line2 = other.line2();
        city = other.city();
        region = other.region();
        postalCode = other.postalCode();
        return this;
    }

    ShopHand noAddress() {
        line1 = null;
        line2 = null;
        city = null;
        region = null;
        postalCode = null;
        return this;
    }

    ShopHand noEmail() {
        email = null;
        return this;
    }

    ShopHand noPhone() {
        phone = null;
        return this;
    }

    ShopHand noName() {
        named(null, null);
        company = null;
        shippingName = null;
        return this;
    }

    // --- goods and money ---

    /** The same things, however they are spread, named or mapped. */
    ShopHand linesWrittenOtherwise() {
        if (draw.chance(RARE)) {
            map(line -> new Copy.Line("W-" + draw.digits(4), "Article " + draw.digits(4), line.quantity()));
            return this;
        }
        switch (draw.between(0, 4)) {
            case 0 -> Collections.reverse(lines);
            case 1 -> split();
            case 2 -> map(line -> new Copy.Line(null, line.title(), line.quantity()));
            case 3 -> map(line -> new Copy.Line("M" + line.sku(), line.title(), line.quantity()));
            default -> {
                var bundle = lines.removeFirst();
                lines.add(new Copy.Line(bundle.sku() + "-A", bundle.title() + " part A", bundle.quantity()));
                lines.add(new Copy.Line(bundle.sku() + "-B", bundle.title() + " part B", bundle.quantity()));
            }
        }
        return this;
    }

    private void split() {
        var split = new ArrayList<Copy.Line>();
        for (var line : lines) {
            for (int i = 0; i < line.quantity(); i++) {
                split.add(new Copy.Line(line.sku(), line.title(), 1));
            }
        }
        lines = split;
    }

    private void map(UnaryOperator<Copy.Line> change) {
        lines.replaceAll(change);
    }

    ShopHand firstLineOnly() {
        lines = new ArrayList<>(lines.subList(0, 1));
        total = order.lines().getFirst().unitPrice();
        return this;
    }

    ShopHand quantityChanged() {
        map(line -> new Copy.Line(line.sku(), line.title(), line.quantity() + 1));
        total = order.total().add(new BigDecimal("9.99"));
        return this;
    }

    ShopHand totalWrittenOtherwise() {
        switch (draw.between(0, 5)) {
            case 0 -> {
                currency = "EUR";
                total = order.total().multiply(new BigDecimal("0.92")).setScale(2, RoundingMode.HALF_UP);
            }
            case 1 -> total = order.total().subtract(order.tax());
            case 2 -> total = order.total().add(new BigDecimal("0.01"));
            case 3 -> total = order.total().add(new BigDecimal("1.37")); // the shop's own tax
            case 4 -> lines.add(new Copy.Line("GIFT", "Free sticker", 1));
            default -> lines.add(new Copy.Line(null, "Discount", 1));
        }
        return this;
    }

    ShopHand totalOf(BigDecimal amount) {
        total = amount;
        return this;
    }
}
