package dev.ordersync.platform.vendure;

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
 * A shop on Vendure. An order takes several calls there, so that an unknown outcome has a position; a custom field whose
 * values the shop keeps unique stands in for an idempotency key.
 */
public final class VendurePlatform implements Platform {
    public static final String NAME = "vendure";

    static final Capabilities CAPABILITIES =
            new Capabilities(Capabilities.Recognition.SEARCHABLE_STAMP, false, false, true, null);

    private static final Duration LEAST_RESERVE = Duration.ofMillis(500);

    private static final Pattern ID_IN_URL = Pattern.compile("/orders/(?:draft/)?([0-9A-Za-z-]{1,64})(?:[/?#]|$)");

    private final VendureApi api;
    private final VendureProducts products;

    public VendurePlatform(PlatformClient client, Clock clock) {
        this.api = new VendureApi(client);
        this.products = new VendureProducts(api, clock);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> requiredCredentials() {
        return List.of(VendureApi.USERNAME, VendureApi.PASSWORD);
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Outcome create(Shop shop, NewOrder order, WriteGuard writeGuard) {
        var whole = Budget.of(shop.requestTimeout());
        var steps = whole.butFor(reserve(shop.requestTimeout()));
        var ready = new BeforeWriting(api, products).look(shop, order, steps);
        if (ready.problem() != null) {
            return ready.problem();
        }
        var deletion = new VendureVoid(api, shop, whole);
        var outcome = new VendureCreate(api, shop, order, writeGuard, steps, deletion).create(ready);
        if (outcome instanceof Outcome.Rejected || outcome instanceof Outcome.Unknown) {
            products.forget(shop, order);
        }
        return outcome;
    }

    /** Kept for taking back a draft when a step has used up its time. */
    private static Duration reserve(Duration timeout) {
        var tenth = timeout.dividedBy(10);
        var least = LEAST_RESERVE.compareTo(timeout.dividedBy(2)) < 0 ? LEAST_RESERVE : timeout.dividedBy(2);
        return tenth.compareTo(least) > 0 ? tenth : least;
    }

    @Override
    public Listing findByReference(Shop shop, String reference) {
        return new VendureList(api, shop, Budget.of(shop.requestTimeout())).find(reference);
    }

    /** Some of the databases that a shop may have know whole seconds only. */
    @Override
    public Listing scan(Shop shop, Instant from, Instant to, Duration budget) {
        return new VendureList(api, shop, Budget.of(budget))
                .scan(
                        from.truncatedTo(ChronoUnit.SECONDS),
                        to.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1));
    }

    @Override
    public Found get(Shop shop, PlatformOrderId id) {
        if (!VendureCopy.isId(id.value())) {
            return new Found.Absent();
        }
        var reply = api.ask(shop, Query.GET, Map.of("order", id.value()), shop.requestTimeout());
        if (!(reply instanceof Reply.Data data)) {
            return new Found.Unclear(reply.words(), reply instanceof Reply.Held held ? held.hold() : null);
        }
        var row = data.data().path("order");
        if (row.isNull()) {
            return new Found.Absent();
        }
        return VendureCopy.of(shop, row)
                .filter(copy -> copy.id().equals(id))
                .<Found>map(Found.Present::new)
                .orElseGet(() -> new Found.Unclear("the answer is not the order that was asked for", null));
    }

    @Override
    public Voided delete(Shop shop, PlatformOrderId id, WriteGuard writeGuard) {
        return new VendureVoid(api, shop, Budget.of(shop.requestTimeout())).delete(id, writeGuard);
    }

    @Override
    public Voided cancel(Shop shop, PlatformOrderId id, WriteGuard writeGuard) {
        return new VendureVoid(api, shop, Budget.of(shop.requestTimeout())).cancel(id, writeGuard);
    }

    @Override
    public Verification verify(Shop shop) {
        return new VendureCheck(api, shop).verify();
    }

    @Override
    public Verification identify(Shop shop) {
        return new VendureCheck(api, shop).identify();
    }

    @Override
    public Optional<PlatformOrderId> idFromUrl(String url) {
        var found = ID_IN_URL.matcher(url);
        return found.find() ? Optional.of(new PlatformOrderId(found.group(1))) : Optional.empty();
    }
}
