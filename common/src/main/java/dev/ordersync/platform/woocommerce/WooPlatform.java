package dev.ordersync.platform.woocommerce;

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
import dev.ordersync.platform.answer.ReadAnswer;
import dev.ordersync.platform.answer.VoidAnswer;
import dev.ordersync.platform.client.PlatformClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A shop on WooCommerce. It knows no idempotency key: each POST is a new order, and only a look tells what became of it. */
public final class WooPlatform implements Platform {
    public static final String NAME = "woocommerce";

    /** Our delete cancels first, since WooCommerce's own keeps the stock. */
    static final Capabilities CAPABILITIES =
            new Capabilities(Capabilities.Recognition.SCAN_ONLY, true, true, true, null);

    private static final Pattern ID_IN_URL = Pattern.compile("(?:[?&](?:id|post)=|/orders?/)(\\d{1,19})(?:\\D|$)");

    private final PlatformClient client;
    private final WooApi api;
    private final WooProducts products;

    public WooPlatform(PlatformClient client, Clock clock) {
        this.client = client;
        this.api = new WooApi(clock);
        this.products = new WooProducts(api, client, clock);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> requiredCredentials() {
        return List.of(WooApi.KEY, WooApi.SECRET);
    }

    @Override
    public Optional<String> credentialProblem(String credential, String value) {
        return switch (credential) {
            case WooApi.KEY -> prefixed("ck_", value);
            case WooApi.SECRET -> prefixed("cs_", value);
            default -> Optional.empty();
        };
    }

    private static Optional<String> prefixed(String prefix, String value) {
        return value.startsWith(prefix) ? Optional.empty() : Optional.of("must begin with " + prefix);
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    /** The products are looked for first, within the same time: an unknown SKU would be accepted as nothing. */
    @Override
    public Outcome create(Shop shop, NewOrder order, WriteGuard writeGuard) {
        long endsAt = System.nanoTime() + shop.requestTimeout().toNanos();
        var problem = products.problem(shop, order, endsAt);
        if (problem.isPresent()) {
            return problem.get();
        }
        var left = Duration.ofNanos(endsAt - System.nanoTime());
        if (left.isNegative() || left.isZero()) {
            return new Outcome.NotSent("the shop took too long to say whether it has the products");
        }
        var call = api.post(shop, "/orders", WooOrder.json(order), left);
        return WooCreateOutcome.of(client.send(call, writeGuard), shop, order);
    }

    /** Each of the two finds it on another kind of shop; on shops that know neither filter the scan finds it. */
    @Override
    public Listing findByReference(Shop shop, String reference) {
        return new WooList(api, client, shop, shop.requestTimeout())
                .readHits(
                        List.of(Map.of("search", reference), Map.of("created_via", reference)),
                        copy -> reference.equals(copy.reference()));
    }

    /** Both of the shop's bounds are exclusive and whole seconds. Always with Z, and never with {@code dates_are_gmt}. */
    @Override
    public Listing scan(Shop shop, Instant from, Instant to, Duration budget) {
        var after = from.truncatedTo(ChronoUnit.SECONDS).minusSeconds(1);
        var before = to.truncatedTo(ChronoUnit.SECONDS).plusSeconds(2);
        return new WooList(api, client, shop, budget)
                .readAll(
                        Map.of("after", after.toString(), "before", before.toString()),
                        copy -> copy.createdAt().isAfter(after)
                                && copy.createdAt().isBefore(before));
    }

    @Override
    public Found get(Shop shop, PlatformOrderId id) {
        if (!isNumber(id)) {
            return new Found.Absent(); // the shop's ids are numbers
        }
        var read = ReadAnswer.of(
                client.send(api.get(shop, "/orders/" + id, Map.of(), shop.requestTimeout())), WooApi.NO_SUCH_ORDER);
        if (read.absent()) {
            return new Found.Absent();
        }
        if (read.body() == null) {
            return new Found.Unclear(read.problem(), read.hold());
        }
        return WooCopy.of(shop, read.body())
                .filter(copy -> copy.id().equals(id))
                .<Found>map(Found.Present::new)
                .orElseGet(() -> new Found.Unclear("the answer is not the order that was asked for", null));
    }

    /** Deleting gives no stock back, cancelling does: so it is cancelled first. */
    @Override
    public Voided delete(Shop shop, PlatformOrderId id, WriteGuard writeGuard) {
        var cancelled = cancel(shop, id, writeGuard);
        return cancelled instanceof Voided.Gone
                ? VoidAnswer.of(client.send(api.delete(shop, "/orders/" + id), writeGuard), WooApi.NO_SUCH_ORDER)
                : cancelled;
    }

    @Override
    public Voided cancel(Shop shop, PlatformOrderId id, WriteGuard writeGuard) {
        if (!isNumber(id)) {
            return new Voided.Gone();
        }
        var call = api.post(shop, "/orders/" + id, "{\"status\":\"cancelled\"}", shop.requestTimeout());
        return VoidAnswer.of(client.send(call, writeGuard), WooApi.NO_SUCH_ORDER);
    }

    @Override
    public Verification verify(Shop shop) {
        return new WooCheck(api, client).verify(shop);
    }

    @Override
    public Verification identify(Shop shop) {
        return new WooCheck(api, client).identify(shop);
    }

    @Override
    public Optional<PlatformOrderId> idFromUrl(String url) {
        var found = ID_IN_URL.matcher(url);
        return found.find() ? Optional.of(new PlatformOrderId(found.group(1))) : Optional.empty();
    }

    private static boolean isNumber(PlatformOrderId id) {
        return id.value().matches("\\d{1,19}");
    }
}
