package dev.ordersync.sandbox.webhook;

import dev.ordersync.sandbox.SandboxProperties;
import dev.ordersync.sandbox.wire.Patience;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Tells a shop's configured address about new orders: a few tries, then it gives up, as real shops do. */
@Component
public class Webhooks {

    private static final int MAX_TRIES = 3;
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);
    private static final int MAX_UNDER_WAY = 1_000;
    private static final int MAX_REMEMBERED = 100;

    private final JsonMapper json;
    private final Patience patience;
    private final Clock clock;
    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CALL_TIMEOUT)
            .build();
    private final Semaphore underWay = new Semaphore(MAX_UNDER_WAY);
    private final Map<String, Target> targets = new HashMap<>();
    private final Map<String, Deque<Delivery>> deliveries = new HashMap<>();

    private record Target(URI url, Signature signature) {}

    private record Message(String type, Instant timestamp, Object data) {}

    Webhooks(SandboxProperties properties, JsonMapper json, Patience patience, Clock clock) {
        this.json = json;
        this.patience = patience;
        this.clock = clock;
        properties.webhooks().forEach((shop, hook) -> set(shop, hook.url(), hook.secret()));
    }

    /** @throws IllegalArgumentException when the address or the secret is none */
    public final synchronized void set(String shop, URI url, String secret) {
        if (url.getHost() == null || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
            throw new IllegalArgumentException("A webhook goes to an http or https address");
        }
        targets.put(shop, new Target(url, new Signature(secret)));
    }

    public synchronized void off(String shop) {
        targets.remove(shop);
    }

    /** Where the shop's messages go, empty when it sends none. */
    public synchronized Optional<URI> target(String shop) {
        return Optional.ofNullable(targets.get(shop)).map(Target::url);
    }

    /** The latest tries, newest first. */
    public synchronized List<Delivery> deliveries(String shop) {
        return List.copyOf(deliveries.getOrDefault(shop, new ArrayDeque<>()));
    }

    /**
     * Sends in the background; the shop's answer waits for nothing.
     *
     * @param copy as the contract shows it
     */
    public void created(String shop, String copyId, Object copy) {
        Target target;
        synchronized (this) {
            target = targets.get(shop);
        }
        if (target == null) {
            return;
        }
        String id = "msg_" + UUID.randomUUID();
        if (!underWay.tryAcquire()) {
            remember(shop, id, copyId, 0, "dropped: " + MAX_UNDER_WAY + " are under way");
            return;
        }
        String body = json.writeValueAsString(new Message("order.created", clock.instant(), copy));
        Thread.ofVirtual().name("sandbox-webhook").start(() -> {
            try {
                deliver(shop, target, id, copyId, body);
            } finally {
                underWay.release();
            }
        });
    }

    private void deliver(String shop, Target target, String id, String copyId, String body) {
        for (int number = 1; number <= MAX_TRIES; number++) {
            String result = tryOnce(target, id, body);
            remember(shop, id, copyId, number, result);
            if (result.startsWith("2") || (number < MAX_TRIES && !patience.waitFor(BETWEEN_TRIES))) {
                return;
            }
        }
    }

    private String tryOnce(Target target, String id, String body) {
        long timestamp = clock.instant().getEpochSecond();
        var request = HttpRequest.newBuilder(target.url())
                .timeout(CALL_TIMEOUT)
                .header("Content-Type", "application/json")
                .header("Webhook-Id", id)
                .header("Webhook-Timestamp", Long.toString(timestamp))
                .header("Webhook-Signature", target.signature().of(id, timestamp, body))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return Integer.toString(
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode());
        } catch (IOException e) {
            return e.getClass().getSimpleName();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return "stopped";
        }
    }

    private synchronized void remember(String shop, String id, String copyId, int number, String result) {
        Deque<Delivery> latest = deliveries.computeIfAbsent(shop, _ -> new ArrayDeque<>());
        latest.addFirst(new Delivery(clock.instant(), id, copyId, number, result));
        if (latest.size() > MAX_REMEMBERED) {
            latest.removeLast();
        }
    }
}
