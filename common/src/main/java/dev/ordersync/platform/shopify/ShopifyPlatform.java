package dev.ordersync.platform.shopify;

import dev.ordersync.order.Outcome;
import dev.ordersync.order.PlatformOrderId;
import dev.ordersync.platform.Capabilities;
import dev.ordersync.platform.Found;
import dev.ordersync.platform.Listing;
import dev.ordersync.platform.NewOrder;
import dev.ordersync.platform.Platform;
import dev.ordersync.platform.Shop;
import dev.ordersync.platform.Verification;
import dev.ordersync.platform.Voided;
import dev.ordersync.platform.WriteGuard;
import dev.ordersync.platform.client.PlatformClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A shop on Shopify. Its order API knows no idempotency key; a metafield whose values are unique stands in for one, and
 * lists come from an index that may lag.
 */
public final class ShopifyPlatform implements Platform {
    public static final String NAME = "shopify";

    private static final Capabilities CAPABILITIES =
            new Capabilities(Capabilities.Recognition.UNIQUE_FIELD, true, true, true, null);

    /** Older orders are absent from every answer to an app without {@code read_all_orders}, without a word. */
    private static final Duration SEEN_FOR = Duration.ofDays(60);

    private static final Pattern ID_IN_URL = Pattern.compile("/orders/(\\d{1,20})(?:\\D|$)");

    private final ShopifyApi api;
    private final Clock clock;
    private final DevelopmentShops development;
    private final ShopifyVariants variants;
    private final Pace pace = new Pace();

    /** @param version of the Admin API, such as {@code 2026-10} */
    public ShopifyPlatform(PlatformClient client, Clock clock, String version) {
        this.api = new ShopifyApi(client, version);
        this.clock = clock;
        this.development = new DevelopmentShops(api);
        this.variants = new ShopifyVariants(api, clock);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> requiredCredentials() {
        return List.of(ShopifyApi.TOKEN);
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    /** The products are looked for first, within the same time: a line that is tied to none takes no stock. */
    @Override
    public Outcome create(Shop shop, NewOrder order, WriteGuard writeGuard) {
        long endsAt = System.nanoTime() + shop.requestTimeout().toNanos();
        return switch (variants.of(shop, order, endsAt)) {
            case ShopifyVariants.Answer.Not not -> not.why();
            case ShopifyVariants.Answer.Found found -> create(shop, order, found.ids(), writeGuard, endsAt);
        };
    }

    private Outcome create(
            Shop shop, NewOrder order, Map<String, String> variantIds, WriteGuard writeGuard, long endsAt) {
        if (development
                .ask(shop, Duration.ofNanos(Math.max(1, endsAt - System.nanoTime())))
                .orElse(false)) {
            var wait = pace.take(shop.storeKey(), System.nanoTime());
            if (wait.isPositive()) {
                return new Outcome.Throttled(null, "a development shop takes 5 orders a minute", wait);
            }
        }
        var left = Duration.ofNanos(endsAt - System.nanoTime());
        if (!left.isPositive()) {
            return new Outcome.NotSent("the shop took too long to say what it is");
        }
        var variables = ShopifyOrder.variables(order, variantIds, clock.instant());
        var outcome = ShopifyCreateOutcome.of(api.ask(shop, Query.CREATE, variables, left, writeGuard), shop, order);
        if (outcome instanceof Outcome.Rejected) {
            variants.forget(shop, order);
        }
        return outcome;
    }

    @Override
    public Listing findByReference(Shop shop, String reference) {
        return new ShopifyList(api, shop, shop.requestTimeout()).find(reference);
    }

    /** The search knows whole seconds. */
    @Override
    public Listing scan(Shop shop, Instant from, Instant to, Duration budget) {
        if (from.isBefore(clock.instant().minus(SEEN_FOR))) {
            return Listing.inconclusive("the shop does not surely show orders older than 60 days");
        }
        var first = from.truncatedTo(ChronoUnit.SECONDS);
        var last = to.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        return new ShopifyList(api, shop, budget)
                .scan(
                        "created_at:>='" + first + "' AND created_at:<='" + last + "'",
                        copy -> !copy.createdAt().isBefore(first)
                                && copy.createdAt().isBefore(last.plusSeconds(1)));
    }

    @Override
    public Found get(Shop shop, PlatformOrderId id) {
        if (!id.value().matches("\\d{1,20}")) {
            return new Found.Absent(); // the shop's ids are numbers
        }
        return switch (api.ask(shop, Query.GET, Map.of("id", ShopifyCopy.globalId(id)), shop.requestTimeout())) {
            case Reply.Data data -> found(shop, data, id);
            case Reply.Held held -> new Found.Unclear(held.words(), held.hold());
            case Reply.Throttled throttled -> new Found.Unclear(throttled.words(), null);
            case Reply.NotSent notSent -> new Found.Unclear(notSent.words(), null);
            case Reply.Unclear unclear -> new Found.Unclear(unclear.words(), null);
        };
    }

    private Found found(Shop shop, Reply.Data data, PlatformOrderId id) {
        var row = data.data().path("order");
        if (data.error() != null) {
            return new Found.Unclear("the shop answered " + data.error(), null);
        }
        if (row.isNull()) {
            return new Found.Absent();
        }
        var list = new ShopifyList(api, shop, shop.requestTimeout());
        var copy = row.isObject() ? list.whole(row) : null;
        if (copy == null || !copy.id().equals(id)) {
            var problem = list.listing().problem();
            return new Found.Unclear(
                    problem == null ? "the answer is not the order that was asked for" : problem,
                    list.listing().hold());
        }
        return new Found.Present(copy);
    }

    /** Deleting gives no stock back, cancelling does: so it is cancelled first. */
    @Override
    public Voided delete(Shop shop, PlatformOrderId id, WriteGuard writeGuard) {
        var cancelled = new ShopifyVoid(api, shop).cancel(id, writeGuard);
        return cancelled instanceof Voided.Gone ? new ShopifyVoid(api, shop).delete(id, writeGuard) : cancelled;
    }

    @Override
    public Voided cancel(Shop shop, PlatformOrderId id, WriteGuard writeGuard) {
        return new ShopifyVoid(api, shop).cancel(id, writeGuard);
    }

    @Override
    public Verification verify(Shop shop) {
        return new ShopifyCheck(api, shop).verify();
    }

    @Override
    public Verification identify(Shop shop) {
        return new ShopifyCheck(api, shop).identify();
    }

    @Override
    public Optional<PlatformOrderId> idFromUrl(String url) {
        var found = ID_IN_URL.matcher(url);
        return found.find() ? Optional.of(new PlatformOrderId(found.group(1))) : Optional.empty();
    }
}
