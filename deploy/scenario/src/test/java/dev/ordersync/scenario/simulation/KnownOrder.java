package dev.ordersync.scenario.simulation;

import dev.ordersync.order.Outcome;
import dev.ordersync.order.PlatformOrderId;
import dev.ordersync.platform.NewOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the oracle knows about one order, without asking our tables. */
final class KnownOrder {
    /** One POST whose bytes left. */
    static final class Sent {
        final int attempt;
        final String key;
        final String body;
        final Instant at;
        final Instant leaseUntil;
        final PlatformOrderId copyId;
        final Fiber by;
        final String process;

        @Nullable
        Instant returnedAt;

        @Nullable
        Outcome outcome;

        Sent(
                int attempt,
                NewOrder given,
                Instant at,
                Instant leaseUntil,
                PlatformOrderId copyId,
                Fiber by,
                String process) {
            this.process = process;
            this.attempt = attempt;
            this.key = given.key();
            this.body = given.body();
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
    record Told(Sent sent, @Nullable PlatformOrderId copyId, String process, Instant at) {}

    final String id;
    final String store;
    final int person;
    final String body;
    final List<Sent> sent = new ArrayList<>();
    final List<Told> told = new ArrayList<>();
    /** Copies that a person called another order. */
    final Sayings dismissed = new Sayings();
    /** Copies that a person wanted out of the shop. */
    final Sayings voided = new Sayings();
    /** The bodies that may be posted. */
    final Sayings contents = new Sayings();

    boolean acknowledged;
    /** An admin answers for the next POST. */
    boolean forced;
    /** A person said that it is not to be sent, and nothing else since. */
    @Nullable
    Instant cancelledAt;

    KnownOrder(String id, String store, int person) {
        this.id = id;
        this.store = store;
        this.person = person;
        this.body = SimulatedOrders.body(id, store, person, 2);
        contents.add(body);
    }
}
