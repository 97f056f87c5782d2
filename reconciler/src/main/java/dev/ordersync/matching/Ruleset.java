package dev.ordersync.matching;

import java.util.Map;
import java.util.Set;

/**
 * The rules by which likeness is weighed, in the manner of Fellegi and Sunter: each level of agreement has a weight, the
 * log of how much likelier it is between an order and its copy than between strangers, and the weights add up.
 *
 * @param prior in bits: how an order and any copy of the window start
 * @param human the sum from which a person should look; below it they are strangers
 * @param sure the sum from which only another order of ours could make us doubt
 * @param margin by so many bits another order must be likelier for it to explain a copy
 * @param maxWeight the most that one field can add or take
 * @param strangers see {@link Odds#weight(double, int, int)}
 * @param relays mail domains that hide a buyer's own address
 */
public record Ruleset(
        String version,
        double prior,
        double human,
        double sure,
        double margin,
        double maxWeight,
        double strangers,
        Set<String> relays,
        Map<Level, Odds> odds) {

    /** The version that this build brings along. */
    public static Ruleset bundled() {
        return RulesetReader.read(bundledText());
    }

    public static String bundledText() {
        return WordList.text("ruleset.json");
    }

    /** What a copy's value weighs, rounded so that it is shown as it is added. */
    double weight(Level level, Sharing sharing) {
        var known = odds.get(level);
        if (known == null) {
            throw new IllegalStateException("The ruleset was let in without " + level);
        }
        double bits = level.countsRarity()
                ? known.weight(strangers, sharing.of(level.field()), sharing.others())
                : known.weight();
        return Math.round(100 * Math.clamp(bits, -maxWeight, maxWeight)) / 100.0;
    }

    /** 0 to 1: 0.5 is where a person should look, 0.9 where the rules are sure. Rounded down, so that it never says more. */
    double score(double bits) {
        double steps = (bits - human) / (sure - human);
        return Math.floor(100 / (1 + Math.pow(9, -steps))) / 100;
    }
}
