package dev.ordersync.scenario.simulation;

import static dev.ordersync.scenario.simulation.Chance.CLICK;
import static dev.ordersync.scenario.simulation.Chance.DATABASE_FAULT;
import static dev.ordersync.scenario.simulation.Chance.FORCE;
import static dev.ordersync.scenario.simulation.Chance.FREEZE;
import static dev.ordersync.scenario.simulation.Chance.KILL;
import static dev.ordersync.scenario.simulation.Chance.LATE_APPLY;
import static dev.ordersync.scenario.simulation.Chance.LOG_TROUBLE;
import static dev.ordersync.scenario.simulation.Chance.MERCHANT;
import static dev.ordersync.scenario.simulation.Chance.NO_REFERENCE;
import static dev.ordersync.scenario.simulation.Chance.ODD_ANSWER;
import static dev.ordersync.scenario.simulation.Chance.PREEMPT;
import static dev.ordersync.scenario.simulation.Chance.READ_TROUBLE;
import static dev.ordersync.scenario.simulation.Chance.REFUSAL;
import static dev.ordersync.scenario.simulation.Chance.TORN;
import static dev.ordersync.scenario.simulation.Chance.UNANSWERED;
import static dev.ordersync.scenario.simulation.Chance.WEBHOOK;

import java.util.Random;
import java.util.Set;

/** What a life is full of: trouble that needs two rare things at once would hardly ever come by chance alone. */
enum Accent {
    NONE(),
    FROZEN_PROCESSES(FREEZE, REFUSAL, UNANSWERED, ODD_ANSWER),
    LATE_COPIES(LATE_APPLY, UNANSWERED),
    CORRECTED_ORDERS(LATE_APPLY, UNANSWERED, CLICK),
    PEOPLE(CLICK, FORCE, ODD_ANSWER, PREEMPT),
    FORCED_RETRIES(CLICK, FORCE, REFUSAL, UNANSWERED, ODD_ANSWER),
    LOOKALIKES(NO_REFERENCE, CLICK, MERCHANT),
    TAKEN_BACK(MERCHANT, UNANSWERED),
    VOIDED_COPIES(ODD_ANSWER, CLICK, MERCHANT),
    TORN_COPIES(TORN, WEBHOOK, NO_REFERENCE, READ_TROUBLE),
    BROKEN_CONNECTIONS(DATABASE_FAULT, LOG_TROUBLE, KILL);

    @SuppressWarnings("ImmutableEnumChecker") // a set that cannot be changed
    private final Set<Chance> chances;

    Accent(Chance... chances) {
        this.chances = Set.of(chances);
    }

    static Accent draw(Random random) {
        return values()[random.nextInt(values().length)];
    }

    /** Per mille. What it is not about is absent more often. */
    int draw(Chance chance, Random random) {
        int drawn = chance.draw(random);
        boolean absent = random.nextBoolean();
        int most = chance.most();
        int strong = most / 2 + random.nextInt(most / 2);
        if (this == NONE || (chance == UNANSWERED && !chances.contains(chance))) {
            return drawn;
        }
        return chances.contains(chance) ? strong : absent ? 0 : drawn;
    }

    /** Attempts that outlast their settle window, and all that comes after them, need a short one. */
    boolean needsAShortWindow() {
        return this == FROZEN_PROCESSES || needsLateCopies();
    }

    boolean needsLateCopies() {
        return this == LATE_COPIES || this == CORRECTED_ORDERS;
    }

    /** So that an order fails, is corrected, and is sent again. */
    boolean needsFewAttempts() {
        return this == CORRECTED_ORDERS;
    }
}
