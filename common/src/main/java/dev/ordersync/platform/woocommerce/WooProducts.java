package dev.ordersync.platform.woocommerce;

import dev.ordersync.order.Outcome;
import dev.ordersync.platform.NewOrder;
import dev.ordersync.platform.Shop;
import dev.ordersync.platform.answer.Json;
import dev.ordersync.platform.answer.Kept;
import dev.ordersync.platform.answer.ReadAnswer;
import dev.ordersync.platform.client.PlatformClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the shop has the products of an order. It takes an order with an unknown SKU and makes a line of nothing for it,
 * so that is found out before anything is sent.
 */
final class WooProducts {
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final int MAX_KEPT = 10_000;

    private record Product(String storeKey, String baseUrl, String sku) {}

    private final WooApi api;
    private final PlatformClient client;
    private final Kept<Product, Boolean> known;

    WooProducts(WooApi api, PlatformClient client, Clock clock) {
        this.api = api;
        this.client = client;
        this.known = new Kept<>(KEPT, MAX_KEPT, clock);
    }

    /**
     * Why the order is not to be posted now; empty: all its products are there.
     *
     * @param endsAt by {@link System#nanoTime()}, when the time for this is over
     */
    Optional<Outcome> problem(Shop shop, NewOrder order, long endsAt) {
        int number = 0;
        for (var line : order.content().lines()) {
            var problem = line.sku() == null
                    ? Optional.<Outcome>of(refused(number, "the shop needs a SKU"))
                    : problem(shop, line.sku(), number, endsAt);
            if (problem.isPresent()) {
                return problem;
            }
            number++;
        }
        return Optional.empty();
    }

    private Optional<Outcome> problem(Shop shop, String sku, int line, long endsAt) {
        var product = new Product(shop.storeKey(), shop.baseUrl().toString(), sku);
        if (known.get(product).isPresent()) {
            return Optional.empty();
        }
        var left = Duration.ofNanos(endsAt - System.nanoTime());
        if (left.isNegative() || left.isZero()) {
            return Optional.of(new Outcome.NotSent("the shop took too long to say whether it has the products"));
        }
        var read = ReadAnswer.of(
                client.send(api.get(shop, "/products", Map.of("sku", sku, "_fields", "id,sku"), left)),
                WooApi.NO_SUCH_ORDER);
        if (read.hold() != null) {
            return Optional.of(new Outcome.Held(null, read.hold(), read.problem()));
        }
        if (read.body() == null || !read.body().isArray()) {
            return Optional.of(
                    new Outcome.NotSent("the shop does not say whether it has the products: " + words(read)));
        }
        for (var row : read.body()) {
            if (sku.equals(Json.text(row, "sku"))) {
                known.put(product, true);
                return Optional.empty();
            }
        }
        return Optional.of(refused(line, "the shop has no product with this SKU"));
    }

    private static String words(ReadAnswer read) {
        return read.body() == null ? read.problem() : "no list came";
    }

    private static Outcome refused(int line, String why) {
        return new Outcome.Rejected(null, "unknown-sku: lines[" + line + "].sku, " + why);
    }
}
