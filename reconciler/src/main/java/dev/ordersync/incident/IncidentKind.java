package dev.ordersync.incident;

import dev.ordersync.store.StorePolicy;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What may be wrong with a store or its orders; of each kind a store has at most one open incident. */
public enum IncidentKind {
    /** Attempts without a known outcome, while they may still settle by themselves. */
    TIMEOUT("timeout"),
    /** Orders that do not get through: failures in a row, or given up. */
    REPEATED_FAILURE("repeated-failure"),
    BROKEN_SYNC("broken-sync"),
    REJECTED("rejected"),
    TWIN("twin"),
    OVERDUE("overdue"),
    STORE_DOWN("store-down"),
    UNEXPECTED_ANSWER("unexpected-answer"),
    /** Every hold but the wrong shop. */
    CREDENTIALS("credentials"),
    WRONG_SHOP("wrong-shop"),
    MAIL_UNDELIVERABLE("mail-undeliverable");

    /** The store's own trouble, worst first; while one is open, what it causes belongs to it. */
    private static final List<IncidentKind> STORE_TROUBLES = List.of(WRONG_SHOP, CREDENTIALS, STORE_DOWN);

    private static final Set<IncidentKind> CAUSED_BY_THE_STORE =
            EnumSet.of(TIMEOUT, REPEATED_FAILURE, OVERDUE, UNEXPECTED_ANSWER);

    private final String code;

    IncidentKind(String code) {
        this.code = code;
    }

    /** The name in JSON, in the database and in metrics. */
    public String code() {
        return code;
    }

    /** @throws IllegalArgumentException for a text that names no kind */
    public static IncidentKind of(String code) {
        return Arrays.stream(values())
                .filter(kind -> kind.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No incident is called " + code));
    }

    public boolean isStoreTrouble() {
        return STORE_TROUBLES.contains(this);
    }

    /** Kinds whose orders move over to a store's trouble when it opens. */
    static Set<IncidentKind> causedByTheStore() {
        return CAUSED_BY_THE_STORE;
    }

    /**
     * The incident that a signal asks for, by the store's policy. A failure counts once there were enough in a row, or a
     * person pressed Retry and waits for the answer.
     */
    static Optional<IncidentKind> of(Signal signal, StorePolicy policy) {
        return switch (signal.kind()) {
            case TIMEOUT -> Optional.of(TIMEOUT);
            case FAILURE ->
                signal.failures() >= policy.alertAfterFailures() || signal.pressed()
                        ? Optional.of(REPEATED_FAILURE)
                        : Optional.empty();
            case FAILED -> Optional.of(REPEATED_FAILURE);
            case BROKEN_SYNC -> Optional.of(BROKEN_SYNC);
            case REJECTED -> Optional.of(REJECTED);
            case OVERDUE -> Optional.of(OVERDUE);
            case TWIN -> Optional.of(TWIN);
            case UNEXPECTED_ANSWER -> Optional.of(UNEXPECTED_ANSWER);
            case STORE_DOWN -> Optional.of(STORE_DOWN);
            case CREDENTIALS -> Optional.of(CREDENTIALS);
            case WRONG_SHOP -> Optional.of(WRONG_SHOP);
            case MAIL_UNDELIVERABLE -> Optional.of(MAIL_UNDELIVERABLE);
        };
    }

    /** Where this belongs among a store's open incidents: to the store's trouble, if that explains it. */
    IncidentKind within(Collection<IncidentKind> open) {
        if (!CAUSED_BY_THE_STORE.contains(this)) {
            return this;
        }
        return STORE_TROUBLES.stream().filter(open::contains).findFirst().orElse(this);
    }

    /** Whether people are told by mail at all. */
    boolean tells(StorePolicy.Alerts alerts) {
        return this != TIMEOUT || alerts.onTimeout();
    }
}
