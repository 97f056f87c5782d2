package dev.ordersync.matching;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which first names stand for one another: {@code bob} for {@code robert}. A part of the ruleset, and of its version. */
final class Nicknames {
    private static final Map<String, Set<Integer>> GROUPS = groups();

    private Nicknames() {}

    static boolean alike(String one, String other) {
        var groups = GROUPS.getOrDefault(one, Set.of());
        return GROUPS.getOrDefault(other, Set.of()).stream().anyMatch(groups::contains);
    }

    private static Map<String, Set<Integer>> groups() {
        var groups = new HashMap<String, Set<Integer>>();
        int number = 0;
        for (var line : WordList.lines("nicknames.txt")) {
            for (var name : line.split(" ", -1)) {
                groups.computeIfAbsent(name, _ -> new HashSet<>()).add(number);
            }
            number++;
        }
        return groups;
    }
}
