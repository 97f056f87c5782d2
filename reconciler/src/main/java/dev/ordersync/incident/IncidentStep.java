package dev.ordersync.incident;

import dev.ordersync.ledger.Signals;
import dev.ordersync.runtime.Step;
import dev.ordersync.store.Store;
import dev.ordersync.store.StoreDirectory;
import io.micrometer.core.instrument.Counter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Turns signals into incidents and incidents into mails: opens, joins, tells, closes. One pass is one transaction, so that
 * a signal is gone exactly when its incident and its mails are there; one pass at a time runs over all replicas.
 */
public final class IncidentStep implements Step {
    private static final Logger LOG = LoggerFactory.getLogger(IncidentStep.class);

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final StoreDirectory stores;
    private final Incidents incidents;
    private final Settling settling;
    private final Telling telling;
    private final Counter twins;
    private final Clock clock;

    IncidentStep(
            JdbcClient jdbc,
            TransactionOperations transactions,
            StoreDirectory stores,
            Incidents incidents,
            Telling telling,
            Counter twins,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.stores = stores;
        this.incidents = incidents;
        this.settling = new Settling(jdbc);
        this.telling = telling;
        this.twins = twins;
        this.clock = clock;
    }

    @Override
    public boolean runOnce() {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<Signal> signals = transactions.execute(_ -> pass(now));
        if (signals == null || signals.isEmpty()) {
            return false;
        }
        signals.stream().filter(signal -> signal.kind() == Signals.Kind.TWIN).forEach(_ -> twins.increment());
        signals.stream().filter(Signal::pressed).forEach(this::forgetPress);
        return signals.size() == Signal.BATCH;
    }

    private List<Signal> pass(Instant now) {
        if (!incidents.tryLock()) {
            return List.of();
        }
        var signals = Signal.take(jdbc);
        if (!signals.isEmpty()) {
            bring(signals, now);
        }
        settling.check(now);
        for (var incident : incidents.open()) {
            closeOrDigest(incident, now);
        }
        return signals;
    }

    private void bring(List<Signal> signals, Instant now) {
        var open = new HashMap<Integer, Map<IncidentKind, Incident>>();
        for (var incident : incidents.open()) {
            open.computeIfAbsent(incident.storeId(), _ -> new EnumMap<>(IncidentKind.class))
                    .put(incident.kind(), incident);
        }
        var byStore = new LinkedHashMap<Integer, List<Signal>>();
        signals.forEach(signal -> byStore.computeIfAbsent(signal.storeId(), _ -> new ArrayList<>())
                .add(signal));
        byStore.forEach((storeId, ofStore) -> bring(
                stores.get(storeId),
                ofStore,
                open.computeIfAbsent(storeId, _ -> new EnumMap<>(IncidentKind.class)),
                now));
    }

    /** The store's own troubles first: they explain what its orders met. */
    private void bring(Store store, List<Signal> signals, Map<IncidentKind, Incident> open, Instant now) {
        var orders = new EnumMap<IncidentKind, Set<Long>>(IncidentKind.class);
        var pressed = new LinkedHashSet<Long>();
        for (var signal : signals) {
            if (signal.orderId() == null) {
                IncidentKind.of(signal, store.policy()).ifPresent(kind -> {
                    ensureOpen(kind, store, open, now);
                    orders.computeIfAbsent(kind, _ -> new LinkedHashSet<>());
                });
            }
        }
        for (var signal : signals) {
            var orderId = signal.orderId();
            if (orderId != null) {
                IncidentKind.of(signal, store.policy())
                        .map(kind -> kind.within(open.keySet()))
                        .ifPresent(kind -> orders.computeIfAbsent(kind, _ -> new LinkedHashSet<>())
                                .add(orderId));
                if (signal.pressed() && signal.kind() != Signals.Kind.TIMEOUT) {
                    pressed.add(orderId);
                }
            }
        }
        orders.forEach((kind, joining) -> join(store, ensureOpen(kind, store, open, now), joining, pressed, now));
    }

    private Incident ensureOpen(IncidentKind kind, Store store, Map<IncidentKind, Incident> open, Instant now) {
        var existing = open.get(kind);
        if (existing != null) {
            return existing;
        }
        var incident = incidents.open(kind, store.id(), now);
        LOG.info("Incident {} ({}) of store {} is open", incident.id(), kind.code(), store.key());
        if (kind.isStoreTrouble()) {
            incidents.absorb(incident.id(), store.id(), now);
            open.clear();
            incidents.open().stream()
                    .filter(other -> other.storeId() == store.id())
                    .forEach(other -> open.put(other.kind(), other));
        }
        open.put(kind, incident);
        return incident;
    }

    private void join(Store store, Incident incident, Collection<Long> orderIds, Set<Long> pressed, Instant now) {
        var joined = orderIds.isEmpty() ? List.<Incidents.Joined>of() : incidents.join(incident.id(), orderIds, now);
        telling.joined(store, incident, joined, pressed, now);
    }

    private void closeOrDigest(Incident incident, Instant now) {
        var store = stores.get(incident.storeId());
        var quietSince = incident.quietSince();
        if (quietSince != null
                && !quietSince.plus(store.policy().alerts().quietAfter()).isAfter(now)) {
            incidents.close(incident.id(), now);
            telling.closed(store, incident, quietSince, now);
            if (incident.kind().isStoreTrouble()) {
                Signal.handOverFailed(jdbc, incident.id(), now);
            }
            LOG.info(
                    "Incident {} ({}) of store {} is closed",
                    incident.id(),
                    incident.kind().code(),
                    store.key());
        } else if (isDigestDue(incident, now)) {
            telling.digest(store, incident, now);
        }
    }

    private static boolean isDigestDue(Incident incident, Instant now) {
        var digestAt = incident.digestAt();
        var snoozedUntil = incident.snoozedUntil();
        return digestAt != null && !digestAt.isAfter(now) && (snoozedUntil == null || !snoozedUntil.isAfter(now));
    }

    /**
     * The press has had its answer: further failures of the order by themselves wait for the digest, while a press since
     * then waits for its own. Outside of the transaction, one row at a time, since writers of groups lock orders in their
     * own sequence; a crash before it costs one mail more.
     */
    private void forgetPress(Signal signal) {
        if (signal.kind() != Signals.Kind.TIMEOUT && signal.orderId() != null) {
            jdbc.sql("""
                            UPDATE orders o SET retry_pressed = false
                             WHERE o.id = :id AND o.retry_pressed
                               AND NOT EXISTS (
                                   SELECT 1 FROM audit a
                                    WHERE a.order_id = o.id AND a.at > :at AND a.actor_kind IN ('user', 'token'))
                            """)
                    .param("id", signal.orderId())
                    .param("at", signal.at().atOffset(ZoneOffset.UTC))
                    .update();
        }
    }
}
