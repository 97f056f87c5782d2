package dev.ordersync.matching;

import dev.ordersync.matching.labelled.Situation;
import dev.ordersync.matching.labelled.Situations;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Counts how often each level is met among orders and their copies (m) and among orders and strangers' (u), on generated
 * situations of a seed that the evaluation does not use, and prints the shares for the ruleset. Run by hand; what it
 * prints is written into {@code ruleset.json} with the reasons.
 */
final class WeightEstimation {
    static final long SEED = 20261124;
    private static final int EACH = 500;

    /** Added to each level's count, so that what was not met is rare and not impossible. */
    private static final double NOT_MET = 2;

    private final Map<Level, Integer> copies = new EnumMap<>(Level.class);
    private final Map<Level, Integer> strangers = new EnumMap<>(Level.class);

    private WeightEstimation() {}

    public static void main(String[] args) {
        var estimation = new WeightEstimation();
        Situations.of(SEED, EACH).forEach(estimation::count);
        for (var field : Field.values()) {
            estimation.print(field);
        }
    }

    private void count(Situation situation) {
        var relays = Ruleset.bundled().relays();
        for (int i = 0; i < situation.orders().size(); i++) {
            var wanted = situation.orders().get(i).wanted();
            var truth = situation.truths().get(i);
            if (truth.fate() == Situation.Fate.HUMAN_AS_GROUP) {
                continue; // whose copy it is can't be told, so it says nothing about either
            }
            var ours = Profile.of(wanted.content(), relays);
            for (var copy : situation.copies()) {
                boolean excluded =
                        copy.test() || situation.linked().containsKey(copy.id().value());
                boolean anothers = copy.reference() != null && truth.copies().isEmpty();
                if (excluded || anothers) {
                    continue;
                }
                var counts = truth.copies().contains(copy.id().value()) ? copies : strangers;
                FieldMatcher.levels(wanted, ours, copy, Profile.of(copy.content(), relays)).stream()
                        .map(Compared::level)
                        .filter(Objects::nonNull)
                        .forEach(level -> counts.merge(level, 1, Integer::sum));
            }
        }
    }

    private void print(Field field) {
        var levels = Level.of(field);
        var shares = new EnumMap<Level, Odds>(Level.class);
        levels.forEach(
                level -> shares.put(level, new Odds(share(copies, levels, level), share(strangers, levels, level))));
        inOrder(levels.stream().filter(level -> level != Level.EMAIL_RELAY).toList(), shares);
        shares.forEach((level, odds) -> System.out.printf(
                Locale.ROOT,
                "%s %-10s m %.5f u %.6f weight %+.1f%n",
                field.code(),
                level.code(),
                odds.m(),
                odds.u(),
                odds.weight()));
    }

    /** Levels that a count put in the wrong order (a rare one by its few strangers) share the weight of both together. */
    private static void inOrder(List<Level> levels, Map<Level, Odds> shares) {
        var blocks = new ArrayList<List<Level>>();
        for (var level : levels) {
            blocks.add(new ArrayList<>(List.of(level)));
            while (blocks.size() > 1
                    && ratio(blocks.getLast(), shares) > ratio(blocks.get(blocks.size() - 2), shares)) {
                var worse = blocks.removeLast();
                blocks.getLast().addAll(worse);
            }
        }
        for (var block : blocks) {
            double ratio = ratio(block, shares);
            block.forEach(level -> shares.computeIfPresent(level, (_, odds) -> new Odds(odds.m(), odds.m() / ratio)));
        }
    }

    private static double ratio(List<Level> block, Map<Level, Odds> shares) {
        double m = 0;
        double u = 0;
        for (var level : block) {
            var odds = Objects.requireNonNull(shares.get(level));
            m += odds.m();
            u += odds.u();
        }
        return m / u;
    }

    private static double share(Map<Level, Integer> counts, List<Level> levels, Level level) {
        int all = levels.stream().mapToInt(each -> counts.getOrDefault(each, 0)).sum();
        return (counts.getOrDefault(level, 0) + NOT_MET) / (all + NOT_MET * levels.size());
    }
}
