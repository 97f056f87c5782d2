package dev.ordersync.platform.woocommerce;

import dev.ordersync.platform.answer.Json;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The key that an order of the shop carries, from whichever of its places is there: a half-written order has the first
 * one, and the meta field last. In the two places that other programs use as well, only a key of ours counts.
 */
public final class WooReference {
    private static final Pattern OURS = Pattern.compile("os-[0-9a-f]+-g[0-9]+");

    private WooReference() {}

    public static Optional<String> of(JsonNode row) {
        for (var meta : row.path("meta_data")) {
            if (WooOrder.KEY_META.equals(Json.text(meta, "key"))) {
                return Optional.ofNullable(Json.text(meta, "value"));
            }
        }
        return Stream.of("transaction_id", "created_via")
                .flatMap(field -> Stream.ofNullable(Json.text(row, field)))
                .filter(value -> OURS.matcher(value).matches())
                .findFirst();
    }
}
