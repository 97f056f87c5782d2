package dev.ordersync.matching;

import java.util.Map;

/**
 * How many other copies of the same look have the same value as one copy: what makes a name or an item common or rare
 * here. It belongs to the evidence, since the answer depends on it.
 *
 * @param others the other copies that were seen
 * @param sharing by the field's code, how many of them have the copy's value
 */
public record Sharing(int others, Map<String, Integer> sharing) {
    /** One copy seen by itself: nothing is known about others. */
    public static final Sharing UNKNOWN = new Sharing(0, Map.of());

    int of(Field field) {
        return sharing.getOrDefault(field.code(), 0);
    }
}
