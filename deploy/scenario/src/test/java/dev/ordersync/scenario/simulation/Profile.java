package dev.ordersync.scenario.simulation;

import dev.ordersync.store.StorePolicy;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What a life is like, drawn from its seed.
 *
 * @param alike all orders are one person's, who buys the same each time
 * @param chances per mille
 * @param lag how late the shops' lists are at most
 * @param deletesForGood what we delete leaves no trace in the shop
 */
record Profile(
        int stores,
        int orders,
        boolean alike,
        StorePolicy policy,
        Map<Chance, Integer> chances,
        Duration lag,
        Duration shopSkew,
        boolean replicaSkew,
        boolean deletesForGood) {

    static Profile draw(Random random) {
        var accent = Accent.draw(random);
        var window = Duration.ofMinutes(
                accent.needsAShortWindow() ? 1 : List.of(1, 1, 3, 10).get(random.nextInt(4)));
        var chances = new EnumMap<Chance, Integer>(Chance.class);
        for (var chance : Chance.values()) {
            chances.put(chance, accent.draw(chance, random));
        }
        return new Profile(
                1 + random.nextInt(2),
                2 + random.nextInt(8),
                some(random, 300),
                policy(random, window, accent),
                chances,
                accent.needsLateCopies() || (accent.needsAShortWindow() && random.nextBoolean())
                        ? longLag(random, window)
                        : lag(random, window),
                some(random, 600) ? Duration.ZERO : Duration.ofSeconds(random.nextInt(14_400) - 7_200),
                some(random, 400),
                random.nextBoolean());
    }

    private static Duration lag(Random random, Duration window) {
        if (some(random, 350)) {
            return Duration.ZERO;
        }
        return some(random, 400)
                ? longLag(random, window)
                : window.multipliedBy(random.nextInt(90)).dividedBy(100);
    }

    private static Duration longLag(Random random, Duration window) {
        return window.plusSeconds(30 + random.nextInt(random.nextBoolean() ? 150 : 900));
    }

    private static StorePolicy policy(Random random, Duration window, Accent accent) {
        var given = StorePolicy.DEFAULT;
        return new StorePolicy(
                Duration.ofSeconds(5 + random.nextInt(26)),
                window,
                given.retryWithin(),
                Duration.ofSeconds(List.of(45, 120).get(random.nextInt(2))),
                1 + random.nextInt(accent.needsFewAttempts() ? 2 : 5),
                some(random, 300) ? Duration.ofMinutes(15) : given.giveUpAfter(),
                Duration.ofSeconds(2 + random.nextInt(40)),
                given.alertAfterFailures(),
                some(random, 150) ? StorePolicy.ExactMatch.FLAG : StorePolicy.ExactMatch.LINK,
                1 + random.nextInt(4),
                given.ratePerSecond(),
                2 + random.nextInt(5),
                given.probeEvery(),
                List.of(Duration.ofMinutes(10), Duration.ofHours(1)),
                given.alerts());
    }

    private static boolean some(Random random, int perMille) {
        return random.nextInt(1000) < perMille;
    }

    int chance(Chance chance) {
        return chances.getOrDefault(chance, 0);
    }

    /** The same installation when all trouble is over. */
    Profile calm() {
        return new Profile(
                stores, orders, alike, policy, Map.of(), Duration.ZERO, shopSkew, replicaSkew, deletesForGood);
    }
}
