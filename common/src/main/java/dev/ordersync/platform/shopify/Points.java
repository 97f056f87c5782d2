package dev.ordersync.platform.shopify;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/**
 * The points that a shop lets an app spend: a bucket that fills at a steady rate. Each answer says how full it is, so that
 * calls are paced before Shopify throttles them. Another replica that spends from the same bucket shows with the next answer.
 */
final class Points {
    /** What a question costs before its first answer has said so; more than most do. */
    private static final double FIRST_GUESS = 50;

    private record Bucket(double available, double size, double perSecond, long at) {
        double availableAt(long nanoTime) {
            return Math.min(size, available + perSecond * (nanoTime - at) / 1e9);
        }
    }

    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
    private final Map<Query, Double> costs = new EnumMap<>(Query.class);

    /** Takes the points of a question. @return how long to wait before it is asked; zero: now, and they are taken */
    Duration take(String store, Query query, long nanoTime) {
        double cost = cost(query);
        var wait = new Duration[] {Duration.ZERO};
        buckets.computeIfPresent(store, (_, bucket) -> {
            double available = bucket.availableAt(nanoTime);
            if (available < cost && available < bucket.size()) {
                wait[0] = seconds((Math.min(cost, bucket.size()) - available) / bucket.perSecond());
                return bucket;
            }
            return new Bucket(available - cost, bucket.size(), bucket.perSecond(), nanoTime);
        });
        return wait[0];
    }

    /** @param body a whole answer, with or without a word about costs */
    void learn(String store, Query query, JsonNode body, long nanoTime) {
        var cost = body.path("extensions").path("cost");
        if (cost.path("requestedQueryCost").isNumber()) {
            synchronized (costs) {
                costs.put(query, cost.path("requestedQueryCost").asDouble());
            }
        }
        var status = cost.path("throttleStatus");
        double perSecond = status.path("restoreRate").asDouble(0);
        double size = status.path("maximumAvailable").asDouble(0);
        if (perSecond > 0 && size > 0) {
            buckets.put(store, new Bucket(status.path("currentlyAvailable").asDouble(0), size, perSecond, nanoTime));
        }
    }

    private double cost(Query query) {
        synchronized (costs) {
            return costs.getOrDefault(query, FIRST_GUESS);
        }
    }

    /** How long a throttled question has to wait, by what its answer says; {@code otherwise} when it says nothing. */
    static Duration refill(JsonNode body, Duration otherwise) {
        var cost = body.path("extensions").path("cost");
        var status = cost.path("throttleStatus");
        double perSecond = status.path("restoreRate").asDouble(0);
        double missing = cost.path("requestedQueryCost").asDouble(0)
                - status.path("currentlyAvailable").asDouble(0);
        return perSecond > 0 && missing > 0 ? seconds(missing / perSecond) : otherwise;
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis((long) Math.ceil(seconds * 1e3));
    }
}
