package dev.ordersync.resolution;

import dev.ordersync.ledger.AuditNote;
import dev.ordersync.ledger.Transition;
import dev.ordersync.order.OrderId;
import dev.ordersync.problem.Refusal;
import dev.ordersync.store.Store;
import dev.ordersync.store.StoreDirectory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Where every button is pressed: reads the facts, has the rule judge them, and moves the order only if it is still at
 * the version that was judged; else all is judged again. A refusal is audited before it is answered.
 */
public final class Desk {
    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);
    /** How often one press is judged afresh because another writer was first. */
    private static final int MAX_RACES = 10;

    private static final Duration COME_AGAIN = Duration.ofSeconds(1);

    /** What a rule answers: the move to make, or only a line for the audit when nothing needs to move. */
    sealed interface Ruling {
        /** @param row columns of the move beside {@code id}, {@code version}, {@code said} and {@code policy_version} */
        record Move(Transition transition, Map<String, ? extends @Nullable Object> row) implements Ruling {}

        record Nothing(String why) implements Ruling {}
    }

    /** Columns that every move of a button has. */
    static final String ROW = "version int, said text, policy_version int, force boolean";

    /** No move without the version that was judged. */
    static final String SEEN = "o.version = x.version";

    private final JdbcClient jdbc;
    private final FactsReader reader;
    private final StoreDirectory stores;
    private final Clock clock;
    /** Run after each forced action that moved an order: a person decided otherwise than the rules. */
    private final Runnable overruled;

    public Desk(JdbcClient jdbc, StoreDirectory stores, Clock clock, Runnable overruled) {
        this.overruled = overruled;
        this.jdbc = jdbc;
        this.reader = new FactsReader(jdbc);
        this.stores = stores;
        this.clock = clock;
    }

    Facts facts(OrderId id) {
        return reader.get(id);
    }

    Store store(Facts order) {
        return stores.get(order.storeId());
    }

    Instant now() {
        return clock.instant();
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    /**
     * Presses a button that needs nothing but our own facts.
     *
     * @param action as the audit names it
     * @throws Refusal what the rule says; 409 {@code stale-view} for a version that is not the order's
     */
    void press(OrderId id, String action, Press press, BiFunction<Facts, Instant, Ruling> rule) {
        for (int race = 0; race < MAX_RACES; race++) {
            var order = reader.get(id);
            var now = clock.instant();
            if (settled(order, action, press, rule, now)) {
                return;
            }
        }
        throw Refusal.unavailable("Others change this order at the same time; nothing was done.", COME_AGAIN);
    }

    /** What a press would be answered with now; empty: it would be done. Moves and audits nothing. */
    Optional<Refusal> judge(OrderId id, Press press, BiFunction<Facts, Instant, Ruling> rule) {
        var order = reader.get(id);
        try {
            press.checkForce();
            checkVersion(order, press);
            var _ = rule.apply(order, clock.instant());
            return Optional.empty();
        } catch (Refusal refusal) {
            return Optional.of(refusal);
        }
    }

    /** @return false: another writer was first */
    private boolean settled(
            Facts order, String action, Press press, BiFunction<Facts, Instant, Ruling> rule, Instant now) {
        Ruling ruling;
        try {
            press.checkForce();
            checkVersion(order, press);
            ruling = rule.apply(order, now);
        } catch (Refusal refusal) {
            throw refused(order, action, press, refusal);
        }
        return switch (ruling) {
            case Ruling.Nothing nothing -> {
                note(order, action, press, nothing.why());
                yield true;
            }
            case Ruling.Move move -> moved(order, action, press, move, now);
        };
    }

    private boolean moved(Facts order, String action, Press press, Ruling.Move move, Instant now) {
        var row = new HashMap<String, @Nullable Object>(move.row());
        row.put("id", order.id().value());
        row.put("version", order.version());
        row.put("force", press.force());
        row.putIfAbsent("said", press.reason());
        row.put("policy_version", store(order).policyVersion());
        boolean moved = move.transition().apply(jdbc, row, press.caller().actor(), now);
        if (moved && press.force()) {
            overruled.run();
        }
        if (moved) {
            LOG.info(
                    "{} pressed: orderId={} store={} from={}",
                    action,
                    order.externalId(),
                    store(order).key(),
                    order.status().code());
        }
        return moved;
    }

    /** Writes the refusal into the audit and completes it with what every 409 says. */
    Refusal refused(Facts order, String action, Press press, Refusal refusal) {
        note(order, action + "-refused", press, refusal.code() + ": " + refusal.detail());
        if (refusal.status() != HttpStatus.CONFLICT) {
            return refusal;
        }
        var retry = RetryRuling.on(order, false, store(order).policy().proofMaxAge(), clock.instant());
        var complete = refusal.safeToRetry(retry.isSafe());
        return retry instanceof RetryRuling.Refuse refuse ? complete.earliest(refuse.earliest()) : complete;
    }

    private void note(Facts order, String action, Press press, String why) {
        AuditNote.write(jdbc, order.id(), action, why, press.caller().actor(), clock.instant());
    }

    private static void checkVersion(Facts order, Press press) {
        if (press.version() != null && press.version() != order.version()) {
            throw Refusal.conflict("stale-view", "The order has changed since you looked. Look again before you act.");
        }
    }
}
