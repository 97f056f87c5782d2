package dev.ordersync.verdict;

import dev.ordersync.matching.Pool;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which orders of a look share copies, directly or over others: what a decision about one of them depends on. */
final class Neighbours {
    /** What an order could claim, with or without its being likely. */
    private final Map<OpenOrder, List<Pool.Alike>> claimable = new LinkedHashMap<>();

    private final Map<String, List<OpenOrder>> byCopy = new HashMap<>();

    void add(OpenOrder order, List<Pool.Alike> alike) {
        if (claimable.putIfAbsent(order, alike) == null) {
            alike.forEach(one -> byCopy.computeIfAbsent(one.copy().id().value(), _ -> new ArrayList<>())
                    .add(order));
        }
    }

    /** The orders that the copy could be. */
    List<Long> of(String copy) {
        return byCopy.getOrDefault(copy, List.of()).stream()
                .map(order -> order.id().value())
                .toList();
    }

    /**
     * From one order over its copies to the others that could be theirs, and over what is likely to be those others' on.
     *
     * @param orders the given one first
     */
    record Group(List<OpenOrder> orders, List<Pool.Alike> copies) {
        boolean isCrowd() {
            return orders.size() > Material.MOST || copies.size() > Material.MOST;
        }
    }

    /** @param own what the order itself is compared with: one that is found by its reference claims none of it */
    Group around(OpenOrder self, List<Pool.Alike> own) {
        var orders = new LinkedHashMap<Long, OpenOrder>();
        var copies = new LinkedHashMap<String, Pool.Alike>();
        var next = new ArrayDeque<OpenOrder>(List.of(self));
        while (!next.isEmpty() && orders.size() <= Material.MOST && copies.size() <= Material.MOST) {
            var order = next.removeFirst();
            if (orders.putIfAbsent(order.id().value(), order) != null) {
                continue;
            }
            for (var alike : order.equals(self) ? own : claimable.getOrDefault(order, List.of())) {
                var copy = alike.copy().id().value();
                if ((order.equals(self) || alike.match().isLikely()) && copies.putIfAbsent(copy, alike) == null) {
                    next.addAll(byCopy.getOrDefault(copy, List.of()));
                }
            }
        }
        return new Group(List.copyOf(orders.values()), List.copyOf(copies.values()));
    }
}
