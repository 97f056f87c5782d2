package dev.ordersync.matching;

import dev.ordersync.order.OrderContent;
import dev.ordersync.platform.Copy;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One side of a comparison, brought into a comparable form once: a look compares each copy with many orders.
 *
 * @param names of the buyer first, then of whom it is sent to, then a company
 */
record Profile(
        List<PersonName> names,
        @Nullable Mailbox email,
        @Nullable Phone phone,
        @Nullable Place place,
        Basket basket) {

    static Profile of(OrderContent order, Set<String> relays) {
        var customer = order.customer();
        var to = order.shippingAddress();
        return new Profile(
                names(PersonName.of(customer.firstName(), customer.lastName()), to.name(), to.company()),
                Mailbox.of(customer.email(), relays),
                Phone.of(customer.phone(), to.country()),
                Place.of(to.line1(), to.line2(), to.city(), to.region(), to.postalCode(), to.country()),
                Basket.ofOurs(order.lines()));
    }

    static Profile of(Copy.Content copy, Set<String> relays) {
        var more = copy.details();
        return new Profile(
                names(PersonName.of(copy.firstName(), copy.lastName()), more.shippingName(), more.company()),
                Mailbox.of(copy.email(), relays),
                Phone.of(copy.phone(), copy.country()),
                Place.of(
                        copy.addressLine1(),
                        more.addressLine2(),
                        copy.city(),
                        more.region(),
                        copy.postalCode(),
                        copy.country()),
                Basket.ofTheirs(copy.lines()));
    }

    private static List<PersonName> names(
            @Nullable PersonName buyer, @Nullable String receiver, @Nullable String company) {
        return Stream.of(buyer, PersonName.of(receiver), PersonName.of(company))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** What is counted to learn how common a value is here. */
    Map<Field, String> values() {
        var values = new EnumMap<Field, String>(Field.class);
        if (!names.isEmpty()) {
            values.put(
                    Field.NAME,
                    names.getFirst().parts().stream().map(PersonName.Part::word).collect(Collectors.joining(" ")));
        }
        if (email != null) {
            values.put(Field.EMAIL, email.key());
        }
        if (phone != null) {
            values.put(Field.PHONE, phone.tail());
        }
        if (place != null) {
            values.put(Field.ADDRESS, place.key());
        }
        if (!basket.isEmpty()) {
            values.put(Field.LINES, basket.key());
        }
        return values;
    }
}
