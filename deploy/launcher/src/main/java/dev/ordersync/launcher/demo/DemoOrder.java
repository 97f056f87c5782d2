package dev.ordersync.launcher.demo;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The content of a demo order. The same number always gives the same customer and goods. */
final class DemoOrder {

    private static final BigDecimal SHIPPING = new BigDecimal("5.00");

    private record Person(String firstName, String lastName) {}

    private record Article(String sku, String title, String price) {}

    private record Place(String street, String city, String region, String postalCode) {}

    private static final List<Person> PEOPLE = List.of(
            new Person("Zoë", "O’Neil"),
            new Person("Amara", "Okafor"),
            new Person("Jürgen", "Groß"),
            new Person("Lucía", "Fernández"),
            new Person("Wei", "Zhang"),
            new Person("Priya", "Raman"),
            new Person("Tomasz", "Wójcik"));
    private static final List<Article> ARTICLES = List.of(
            new Article("TEE-M", "Tee, M", "19.90"),
            new Article("MUG-BLUE", "Mug, blue", "12.50"),
            new Article("CAP-01", "Cap", "24.00"),
            new Article("SOCKS-3", "Socks, three pairs", "14.95"),
            new Article("TOTE", "Tote bag", "18.00"));
    private static final List<Place> PLACES = List.of(
            new Place("Market St", "San Francisco", "CA", "94107"),
            new Place("Elm Ave", "Portland", "OR", "97205"),
            new Place("Congress St", "Austin", "TX", "78701"));

    private DemoOrder() {}

    static Map<String, Object> content(Plot plot, long number, String store, Instant placedAt) {
        var person = pick(PEOPLE, number);
        var place = pick(PLACES, number);
        var article = pick(ARTICLES, number);
        int quantity = 1 + Math.toIntExact(number % 3);
        var total = new BigDecimal(article.price())
                .multiply(BigDecimal.valueOf(quantity))
                .add(SHIPPING);
        var order = new LinkedHashMap<String, Object>();
        order.put("id", plot.orderId(number));
        order.put("source", "demo");
        order.put("store", store);
        order.put("placedAt", placedAt.truncatedTo(ChronoUnit.SECONDS).toString());
        order.put("currency", "USD");
        order.put("customer", customer(person, number));
        order.put("shippingAddress", address(person, place, number));
        order.put(
                "lines",
                List.of(Map.of(
                        "sku",
                        article.sku(),
                        "title",
                        article.title(),
                        "quantity",
                        quantity,
                        "unitPrice",
                        article.price())));
        order.put("shipping", SHIPPING.toPlainString());
        order.put("tax", "0.00");
        order.put("discount", "0.00");
        order.put("total", total.toPlainString());
        return order;
    }

    private static Map<String, Object> customer(Person person, long number) {
        return Map.of(
                "firstName", person.firstName(),
                "lastName", person.lastName(),
                "email", "customer" + number + "@example.com",
                "phone", "+1555%07d".formatted(number % 10_000_000));
    }

    private static Map<String, Object> address(Person person, Place place, long number) {
        return Map.of(
                "name",
                person.firstName() + " " + person.lastName(),
                "line1",
                (100 + number % 900) + " " + place.street(),
                "city",
                place.city(),
                "region",
                place.region(),
                "postalCode",
                place.postalCode(),
                "country",
                "US");
    }

    private static <T> T pick(List<T> choices, long number) {
        return choices.get(Math.toIntExact(number % choices.size()));
    }
}
