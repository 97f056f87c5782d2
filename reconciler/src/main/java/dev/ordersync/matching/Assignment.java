package dev.ordersync.matching;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who explains which copy: all orders in doubt of a store looked at together. One copy is at most one order's. Where the
 * best assignment of all gives a copy to an order that is likelier by the ruleset's margin, the others lose their claim to
 * it; where it is closer than that, nobody does, and they are rivals that only a person can tell apart.
 */
public final class Assignment {
    /** A bigger group stays undecided: people sort it out, and nothing waits for a calculation. */
    private static final int MAX_GROUP = 60;

    /** @param bits how alike, above the sum from which a person should look */
    public record Claim(long order, String copy, double bits) {}

    private record Pair(long order, String copy) {}

    private final Map<Pair, Double> claims = new HashMap<>();
    private final Map<String, Set<Long>> claimants = new HashMap<>();
    private final Set<Pair> explained = new HashSet<>();

    private Assignment(Collection<Claim> given) {
        for (var claim : given) {
            claims.put(new Pair(claim.order(), claim.copy()), claim.bits());
            claimants.computeIfAbsent(claim.copy(), _ -> new TreeSet<>()).add(claim.order());
        }
    }

    /** @param margin by so many bits an order must be likelier to take a copy from another */
    public static Assignment of(Collection<Claim> claims, double margin) {
        var assignment = new Assignment(claims);
        for (var group : assignment.groups()) {
            if (group.size() > 1 && group.size() <= MAX_GROUP) {
                assignment.settle(group, margin);
            }
        }
        return assignment;
    }

    /** Whether another order explains the copy so much better that it is none of this one's. */
    public boolean isExplained(long order, String copy) {
        return explained.contains(new Pair(order, copy));
    }

    /** The other orders that the copy may as well be. */
    public Set<Long> rivals(long order, String copy) {
        var rivals = new TreeSet<Long>();
        for (var other : claimants.getOrDefault(copy, Set.of())) {
            if (other != order && !isExplained(other, copy)) {
                rivals.add(other);
            }
        }
        return Collections.unmodifiableSet(rivals);
    }

    /** Orders that claim a copy in common, directly or over others; each order once. */
    private List<List<Long>> groups() {
        var byOrder = new HashMap<Long, Set<String>>();
        claims.keySet()
                .forEach(pair -> byOrder.computeIfAbsent(pair.order(), _ -> new TreeSet<>())
                        .add(pair.copy()));
        var groups = new ArrayList<List<Long>>();
        var seen = new HashSet<Long>();
        for (var start : new TreeSet<>(byOrder.keySet())) {
            var group = new TreeSet<Long>();
            var next = new ArrayList<Long>(List.of(start));
            while (!next.isEmpty()) {
                var order = next.removeLast();
                if (seen.add(order)) {
                    group.add(order);
                    byOrder.getOrDefault(order, Set.of())
                            .forEach(copy -> next.addAll(claimants.getOrDefault(copy, Set.of())));
                }
            }
            if (!group.isEmpty()) {
                groups.add(List.copyOf(group));
            }
        }
        return groups;
    }

    private void settle(List<Long> orders, double margin) {
        var copies = new ArrayList<>(new TreeSet<>(claims.keySet().stream()
                .filter(pair -> orders.contains(pair.order()))
                .map(Pair::copy)
                .toList()));
        if (copies.size() > MAX_GROUP) {
            return;
        }
        var values = values(orders, copies);
        var best = BestAssignment.of(values);
        for (int order = 0; order < orders.size(); order++) {
            int copy = best.columns().get(order);
            if (copy < 0) {
                continue;
            }
            double kept = values[order][copy];
            values[order][copy] = 0;
            double without = BestAssignment.of(values).sum();
            values[order][copy] = kept;
            if (best.sum() - without >= margin) {
                explain(orders.get(order), copies.get(copy), kept, margin);
            }
        }
    }

    private double[][] values(List<Long> orders, List<String> copies) {
        var values = new double[orders.size()][copies.size()];
        for (int order = 0; order < orders.size(); order++) {
            for (int copy = 0; copy < copies.size(); copy++) {
                values[order][copy] = claims.getOrDefault(new Pair(orders.get(order), copies.get(copy)), 0.0);
            }
        }
        return values;
    }

    private void explain(long owner, String copy, double bits, double margin) {
        for (var other : claimants.getOrDefault(copy, Set.of())) {
            var pair = new Pair(other, copy);
            if (other != owner && bits - claims.getOrDefault(pair, 0.0) >= margin) {
                explained.add(pair);
            }
        }
    }
}
