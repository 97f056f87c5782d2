package dev.ordersync.matching;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which first names stand for one another: {@code bob} for {@code robert}. A part of the ruleset, and of its version. */
final class Nicknames {
    private static final Map<String, Set<Integer>> GROUPS = groups();

    private Nicknames() {}

    static boolean alike(String one, String other) {
        var groups = GROUPS.get(one);
        var others = groups == null ? null : GROUPS.get(other);
        return groups != null && others != null && !Collections.disjoint(groups, others);
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
