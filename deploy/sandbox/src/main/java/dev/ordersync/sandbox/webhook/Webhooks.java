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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
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

    private record Target(URI url, Dialect dialect) {}

    Webhooks(SandboxProperties properties, JsonMapper json, Patience patience, Clock clock) {
        this.json = json;
        this.patience = patience;
        this.clock = clock;
        properties.webhooks().forEach((shop, hook) -> set(shop, hook.platform(), hook.url(), hook.secret()));
    }

    /**
     * @param platform whose way of telling it is
     * @throws IllegalArgumentException when the platform, the address or the secret is none
     */
    public final synchronized void set(String shop, String platform, URI url, String secret) {
        if (url.getHost() == null || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
            throw new IllegalArgumentException("A webhook goes to an http or https address");
        }
        targets.put(shop, new Target(url, Dialect.of(platform, secret)));
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
     * @param as the copy as the named platform shows it
     */
    public void created(String shop, String copyId, Function<String, Object> as) {
        Target target;
        synchronized (this) {
            target = targets.get(shop);
        }
        if (target == null) {
            return;
        }
        String id = UUID.randomUUID().toString();
        if (!underWay.tryAcquire()) {
            remember(shop, id, copyId, 0, "dropped: " + MAX_UNDER_WAY + " are under way");
            return;
        }
        Object copy = as.apply(target.dialect().platform());
        String body = json.writeValueAsString(target.dialect().message(copy, clock.instant()));
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
        var request = HttpRequest.newBuilder(target.url())
                .timeout(CALL_TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        target.dialect().headers(id, clock.instant().getEpochSecond(), body).forEach(request::header);
        try {
            return Integer.toString(client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode());
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
