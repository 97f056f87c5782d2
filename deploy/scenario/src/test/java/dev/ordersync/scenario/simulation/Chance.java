package dev.ordersync.scenario.simulation;

import java.util.Random;

/**
 * A kind of trouble: how often it strikes, of a thousand occasions, is drawn anew for each life. Each is absent from about
 * half of the lives, so that none hides another.
 */
enum Chance {
    /** Another fiber goes on in the middle of this one, between two of its statements. */
    PREEMPT(220),
    DATABASE_FAULT(25),
    KILL(30),
    FREEZE(60),
    REBALANCE(30),
    CLICK(250),
    /** Of a click: an admin answers for it. */
    FORCE(700),
    MERCHANT(60),
    PAUSE(15),
    /** No reply in time, whether the shop took the order or not. */
    UNANSWERED(900),
    REFUSAL(300),
    ODD_ANSWER(400),
    NO_REFERENCE(300),
    TORN(400),
    /** Of an unanswered POST that is taken: only after the deadline. */
    LATE_APPLY(400),
    CREDENTIALS(8),
    READ_TROUBLE(500),
    LOG_TROUBLE(300),
    /** Of a change in the shop: we are told of it. */
    WEBHOOK(900),
    REFUSED_VOID(300);

    /** Without timeouts there is nothing to see. */
    private static final int UNANSWERED_AT_LEAST = 200;

    private final int most;

    Chance(int most) {
        this.most = most;
    }

    int most() {
        return most;
    }

    /** Per mille. */
    int draw(Random random) {
        if (this == UNANSWERED) {
            return UNANSWERED_AT_LEAST + random.nextInt(most - UNANSWERED_AT_LEAST);
        }
        return random.nextBoolean() ? 0 : 1 + random.nextInt(most);
    }
}
