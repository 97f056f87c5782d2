package dev.ordersync.matching;

/**
 * How often a level is met.
 *
 * @param m among orders and their copies: the share of pairs at this level, of those where both say the field
 * @param u the same among an order and a stranger's copy
 */
record Odds(double m, double u) {
    private static final double LOG_2 = Math.log(2);

    /** In bits: one more, and the copy is twice as likely to be ours. */
    double weight() {
        return bits(m / u);
    }

    /**
     * The weight once it is known how many of the other copies share the value: among strangers nobody's, it speaks for
     * more; shared by the whole office, for less.
     *
     * @param strangers as so many copies counts what the ruleset believes of strangers in general
     */
    double weight(double strangers, int sharing, int others) {
        return bits(m / ((u * strangers + sharing) / (strangers + others)));
    }

    private static double bits(double ratio) {
        return Math.log(ratio) / LOG_2;
    }
}
