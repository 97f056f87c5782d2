package dev.ordersync.scenario.simulation;

import java.util.List;

/**
 * A deliberate bug: a change of our statements, or of the seam between us and the world. It exists only here.
 *
 * @param in what a statement must contain to be changed
 * @param seed of the first life that showed it, counted from 1
 */
record PlantedBug(String name, Seam seam, String in, List<Change> changes, long seed) {
    record Change(String find, String replace) {}

    static PlantedBug sql(String name, long seed, String in, String find, String replace) {
        return new PlantedBug(name, Seam.NONE, in, List.of(new Change(find, replace)), seed);
    }

    static PlantedBug at(String name, long seed, Seam seam) {
        return new PlantedBug(name, seam, "", List.of(), seed);
    }

    PlantedBug and(String find, String replace) {
        return new PlantedBug(
                name,
                seam,
                in,
                java.util.stream.Stream.concat(changes.stream(), java.util.stream.Stream.of(new Change(find, replace)))
                        .toList(),
                seed);
    }

    String rewrite(String sql) {
        if (in.isEmpty() || !sql.contains(in)) {
            return sql;
        }
        var changed = sql;
        for (var change : changes) {
            changed = changed.replace(change.find(), change.replace());
        }
        return changed;
    }
}
