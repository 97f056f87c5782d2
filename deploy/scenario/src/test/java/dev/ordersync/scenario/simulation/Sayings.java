package dev.ordersync.scenario.simulation;

import dev.ordersync.problem.Refusal;
import java.util.HashMap;
import java.util.Map;

/**
 * What people said of an order. It counts from the moment of the press, since others may act on it before the press is
 * answered, and no more if it is refused. An error says nothing about whether it was stored.
 */
final class Sayings {
    private final Map<String, Integer> said = new HashMap<>();

    void add(String what) {
        said.merge(what, 1, Integer::sum);
    }

    boolean contains(String what) {
        return said.getOrDefault(what, 0) > 0;
    }

    void whileSaying(String what, Runnable press) {
        add(what);
        try {
            press.run();
        } catch (Refusal refusal) {
            said.merge(what, -1, Integer::sum); // others may have said it too
            throw refusal;
        }
    }
}
