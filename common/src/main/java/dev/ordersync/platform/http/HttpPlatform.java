package dev.ordersync.platform.http;

import dev.ordersync.order.Outcome;
import dev.ordersync.order.PlatformOrderId;
import dev.ordersync.platform.Capabilities;
import dev.ordersync.platform.Copy;
import dev.ordersync.platform.Found;
import dev.ordersync.platform.Listing;
import dev.ordersync.platform.NewOrder;
import dev.ordersync.platform.Platform;
import dev.ordersync.platform.Shop;
import dev.ordersync.platform.Verification;
import dev.ordersync.platform.Voided;
import dev.ordersync.platform.WriteGuard;
import dev.ordersync.platform.answer.Json;
import dev.ordersync.platform.answer.ReadAnswer;
import dev.ordersync.platform.answer.VoidAnswer;
import dev.ordersync.platform.client.PlatformClient;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A shop that speaks the platform contract {@code http}. */
public final class HttpPlatform implements Platform {
    public static final String NAME = "http";

    private static final String WEBHOOK_SECRET = "webhookSecret";
    private static final String WEBHOOK_PREFIX = "whsec_";

    /** The contract promises that a cancel gives stock back, and says nothing of a delete. */
    private static final Capabilities CAPABILITIES =
            new Capabilities(Capabilities.Recognition.NATIVE_KEY, true, false, true, null);

    private final PlatformClient client;

    public HttpPlatform(PlatformClient client) {
        this.client = client;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> requiredCredentials() {
        return List.of(ShopApi.TOKEN);
    }

    @Override
    public Optional<String> credentialProblem(String credential, String value) {
        return credential.equals(WEBHOOK_SECRET) && !isWebhookSecret(value)
                ? Optional.of("must be whsec_ and a key in base64")
                : Optional.empty();
    }

    private static boolean isWebhookSecret(String value) {
        if (!value.startsWith(WEBHOOK_PREFIX) || value.length() == WEBHOOK_PREFIX.length()) {
            return false;
        }
        try {
            Base64.getDecoder().decode(value.substring(WEBHOOK_PREFIX.length()));
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Outcome create(Shop shop, NewOrder order, WriteGuard writeGuard) {
        var json = "{\"reference\":" + Json.quote(order.key()) + ",\"order\":" + order.body() + "}";
        return CreateOutcome.of(client.send(ShopApi.post(shop, "/orders", order.key(), json), writeGuard), order);
    }

    @Override
    public Listing findByReference(Shop shop, String reference) {
        return new OrderList(client, shop, Map.of("reference", reference), copy -> reference.equals(copy.reference()))
                .read(shop.requestTimeout());
    }

    /** Asks for whole seconds around the bounds: many shops show a copy's time without its fraction. */
    @Override
    public Listing scan(Shop shop, Instant from, Instant to, Duration budget) {
        var first = from.truncatedTo(ChronoUnit.SECONDS);
        var last = to.truncatedTo(ChronoUnit.SECONDS).equals(to)
                ? to
                : to.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        var filter = Map.of(
                "createdAfter", first.toString(),
                "createdBefore", last.toString(),
                "limit", Integer.toString(OrderList.PAGE_SIZE));
        return new OrderList(client, shop, filter, copy -> isWithin(copy, first, last)).read(budget);
    }

    private static boolean isWithin(Copy copy, Instant first, Instant last) {
        return !copy.createdAt().isBefore(first) && !copy.createdAt().isAfter(last);
    }

    @Override
    public Found get(Shop shop, PlatformOrderId id) {
        var path = "/orders/" + ShopApi.encode(id.value());
        var answer = ReadAnswer.of(
                client.send(ShopApi.get(shop, path, Map.of(), shop.requestTimeout())), ShopApi.NO_SUCH_ORDER);
        if (answer.absent()) {
            return new Found.Absent();
        }
        return answer.body() == null ? new Found.Unclear(answer.problem(), answer.hold()) : found(answer.body(), id);
    }

    @Override
    public Voided delete(Shop shop, PlatformOrderId id, WriteGuard writeGuard) {
        return VoidAnswer.of(
                client.send(ShopApi.delete(shop, "/orders/" + ShopApi.encode(id.value())), writeGuard),
                ShopApi.NO_SUCH_ORDER);
    }

    @Override
    public Voided cancel(Shop shop, PlatformOrderId id, WriteGuard writeGuard) {
        var path = "/orders/" + ShopApi.encode(id.value()) + "/cancel";
        return VoidAnswer.of(client.send(ShopApi.post(shop, path), writeGuard), ShopApi.NO_SUCH_ORDER);
    }

    private static Found found(JsonNode body, PlatformOrderId id) {
        return CopyReader.copy(body)
                .filter(copy -> copy.id().equals(id))
                .<Found>map(Found.Present::new)
                .orElseGet(() -> new Found.Unclear("the answer is not the order that was asked for", null));
    }

    @Override
    public Verification verify(Shop shop) {
        return new ShopCheck(client).verify(shop);
    }

    @Override
    public Verification identify(Shop shop) {
        return new ShopCheck(client).identify(shop);
    }

    @Override
    public Optional<PlatformOrderId> idFromUrl(String url) {
        return OrderUrl.id(url);
    }
}
