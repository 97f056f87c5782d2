package dev.ordersync.matching;

import java.util.ArrayList;
import java.util.List;

/**
 * A pair that was weighed, not yet put into words: most are strangers, of whom nobody will read.
 *
 * @param weights of the fields, in their order
 */
record Weighed(double score, List<Compared> fields, List<Double> weights) {
    Match match() {
        var evidence = new ArrayList<Evidence>(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            evidence.add(fields.get(i).evidence(weights.get(i)));
        }
        return new Match(score, List.copyOf(evidence));
    }
}
