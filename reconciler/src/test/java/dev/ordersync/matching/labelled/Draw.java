package dev.ordersync.matching.labelled;

import java.util.List;
import java.util.Random;

/** Chance that comes out the same for the same seed. */
final class Draw {
    private final Random random;

    Draw(long seed) {
        this.random = new Random(seed);
    }

    boolean chance(double share) {
        return random.nextDouble() < share;
    }

    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    <T> T of(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** The first ones far more often than the last ones, as names and goods are met. */
    <T> T often(List<T> list) {
        double share = random.nextDouble();
        return list.get((int) (list.size() * share * share * share));
    }

    String digits(int count) {
        var digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }
}
