package dev.ordersync.scenario.simulation;

import dev.ordersync.store.StorePolicy;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * What a life is like, drawn from its seed: each kind of trouble is absent from about half of the lives, so that none
 * hides another. Chances are per occasion, in per mille.
 */
record Profile(
        int stores,
        int orders,
        boolean alike,
        StorePolicy policy,
        int preempt,
        int databaseFaults,
        int kills,
        int freezes,
        int rebalances,
        int clicks,
        int forces,
        int merchant,
        int pauses,
        int unanswered,
        int refusals,
        int oddAnswers,
        int noReference,
        int torn,
        int lateApply,
        int credentials,
        int readTrouble,
        Duration lag,
        Duration shopSkew,
        boolean replicaSkew,
        int logTrouble) {

    static Profile draw(Random random) {
        var window = Duration.ofMinutes(List.of(1, 3, 10).get(random.nextInt(3)));
        boolean longLag = some(random, 250);
        var lag = some(random, 400)
                ? Duration.ZERO
                : longLag
                        ? window.plusSeconds(30 + random.nextInt(900))
                        : window.multipliedBy(random.nextInt(90)).dividedBy(100);
        return new Profile(
                1 + random.nextInt(2),
                1 + random.nextInt(4),
                some(random, 300),
                policy(random, window),
                some(random, 300) ? 0 : 20 + random.nextInt(200),
                maybe(random, 25),
                maybe(random, 30),
                maybe(random, 30),
                maybe(random, 30),
                maybe(random, 120),
                maybe(random, 500),
                maybe(random, 60),
                maybe(random, 15),
                200 + random.nextInt(700),
                maybe(random, 300),
                maybe(random, 200),
                maybe(random, 300),
                maybe(random, 400),
                maybe(random, 400),
                maybe(random, 8),
                maybe(random, 500),
                lag,
                some(random, 600) ? Duration.ZERO : Duration.ofSeconds(random.nextInt(14_400) - 7_200),
                some(random, 400),
                maybe(random, 300));
    }

    private static StorePolicy policy(Random random, Duration window) {
        var given = StorePolicy.DEFAULT;
        return new StorePolicy(
                Duration.ofSeconds(5 + random.nextInt(26)),
                window,
                given.retryWithin(),
                given.proofMaxAge(),
                1 + random.nextInt(5),
                given.giveUpAfter(),
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

    private static int maybe(Random random, int most) {
        return random.nextBoolean() ? 0 : 1 + random.nextInt(most);
    }

    /** The same installation when all trouble is over. */
    Profile calm() {
        return new Profile(
                stores,
                orders,
                alike,
                policy,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                Duration.ZERO,
                shopSkew,
                replicaSkew,
                0);
    }
}
