package dev.ordersync.scenario.simulation;

import dev.ordersync.order.Outcome;
import dev.ordersync.order.PlatformOrderId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the oracle knows about one order, without asking our tables. */
final class KnownOrder {
    /** One POST whose bytes left. */
    static final class Sent {
        final int attempt;
        final Instant at;
        final Instant leaseUntil;
        final PlatformOrderId copyId;
        final Fiber by;

        @Nullable
        Instant returnedAt;

        @Nullable
        Outcome outcome;

        Sent(int attempt, Instant at, Instant leaseUntil, PlatformOrderId copyId, Fiber by) {
            this.attempt = attempt;
            this.at = at;
            this.leaseUntil = leaseUntil;
            this.copyId = copyId;
            this.by = by;
        }

        /** The shop said no: it has no copy of this POST. */
        boolean isRefused() {
            return outcome instanceof Outcome.Rejected
                    || outcome instanceof Outcome.Throttled
                    || outcome instanceof Outcome.Held;
        }

        /** When nobody works on it any more. */
        Instant endedAt() {
            var returned = returnedAt;
            return returned != null && returned.isBefore(leaseUntil) ? returned : leaseUntil;
        }

        boolean isInFlight(Instant now) {
            return returnedAt == null && !by.isKilled() && now.isBefore(leaseUntil);
        }
    }

    /** An answer that named a copy, or said that the shop took the order. */
    record Told(@Nullable PlatformOrderId copyId, String process, Instant at) {}

    final String id;
    final String store;
    final String body;
    final List<Sent> sent = new ArrayList<>();
    final List<Told> told = new ArrayList<>();
    /** Copies that a person called another order. */
    final Set<String> dismissed = new HashSet<>();

    boolean acknowledged;
    /** An admin answers for the next POST. */
    boolean forced;
    /** A person said that it is not to be sent, and nothing else since. */
    @Nullable
    Instant cancelledAt;

    KnownOrder(String id, String store, String body) {
        this.id = id;
        this.store = store;
        this.body = body;
    }
}
