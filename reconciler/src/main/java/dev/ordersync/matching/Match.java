package dev.ordersync.matching;

import java.util.List;

/**
 * What the comparison of an order with one copy says.
 *
 * @param score 0 to 1, in steps of 0.01: how alike they are, not a probability
 */
public record Match(double score, List<Evidence> evidence) {
    /** From here on a person should look: below, strangers. Only a reference links by itself. */
    public static final double LIKELY = 0.5;

    public boolean isLikely() {
        return score >= LIKELY;
    }

    /**
     * What the content weighs, finer than the score, to tell which of several orders a copy is. Time is left out: clocks
     * err, and shops date orders by other moments, so that it must not part two orders that are alike in all else.
     */
    public double bits() {
        return evidence.stream()
                .filter(field -> !field.field().equals(Field.TIME.code()))
                .mapToDouble(Evidence::weight)
                .sum();
    }
}
