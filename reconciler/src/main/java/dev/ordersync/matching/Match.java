package dev.ordersync.matching;

import java.util.List;

/**
 * What the comparison of an order with one copy says.
 *
 * @param score 0 to 1, rounded to two digits: how alike they are, not a probability
 */
public record Match(double score, List<Evidence> evidence) {
    /** From here on a person should look: below, strangers. Only a reference links by itself. */
    public static final double LIKELY = 0.5;

    public boolean isLikely() {
        return score >= LIKELY;
    }
}
