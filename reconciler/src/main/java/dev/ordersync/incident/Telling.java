package dev.ordersync.incident;

import dev.ordersync.mail.MailOutbox;
import dev.ordersync.mail.MailProperties;
import dev.ordersync.store.Store;
import dev.ordersync.store.StorePolicy;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * When an incident mails: at its opening, at once for what somebody waits for, else in one digest per interval, and once
 * when it is over. All within the transaction that changes the incident.
 */
final class Telling {
    /** Mails at once of one incident within one digest interval; what is beyond joins the digest. */
    static final int MAX_AT_ONCE = 10;
    /** Orders under way are counted up to here. */
    private static final int MAX_COUNTED = 100_000;

    private static final Logger LOG = LoggerFactory.getLogger(Telling.class);

    private final JdbcClient jdbc;
    private final Incidents incidents;
    private final IncidentText text;
    private final MailOutbox outbox;
    private final MailProperties properties;
    private final MeterRegistry registry;

    Telling(
            JdbcClient jdbc,
            Incidents incidents,
            IncidentText text,
            MailOutbox outbox,
            MailProperties properties,
            MeterRegistry registry) {
        this.jdbc = jdbc;
        this.incidents = incidents;
        this.text = text;
        this.outbox = outbox;
        this.properties = properties;
        this.registry = registry;
    }

    /**
     * Tells of what just joined, now or later.
     *
     * @param pressed orders that failed after a person's Retry
     */
    void joined(Store store, Incident incident, List<Incidents.Joined> joined, Set<Long> pressed, Instant now) {
        var alerts = store.policy().alerts();
        if (!incident.kind().tells(alerts)) {
            return;
        }
        var toldAt = incident.toldAt();
        if (toldAt == null) {
            opened(store, incident, now);
            return;
        }
        var waiting = new ArrayList<>(joined);
        var urgent = incident.kind() == IncidentKind.TIMEOUT
                ? joined.stream().map(Incidents.Joined::orderId).toList()
                : joined.stream()
                        .map(Incidents.Joined::orderId)
                        .filter(pressed::contains)
                        .toList();
        if (!urgent.isEmpty() && mayMailAtOnce(incident, alerts, now)) {
            var named = OrderLine.of(jdbc, incident.id(), urgent);
            var afterRetry = incident.kind() != IncidentKind.TIMEOUT;
            write(store, incident, text.atOnce(store, incident, named, afterRetry), now);
            var told = named.stream().map(OrderLine::id).toList();
            OrderLine.markTold(jdbc, incident.id(), told);
            waiting.removeIf(order -> told.contains(order.orderId()));
        }
        if (!waiting.isEmpty()) {
            planDigest(incident, toldAt.plus(alerts.digestEvery()), waiting, now);
        }
    }

    private void opened(Store store, Incident incident, Instant now) {
        var named = OrderLine.untold(jdbc, incident.id());
        int orders = OrderLine.countUntold(jdbc, incident.id());
        int waiting = incident.kind().isStoreTrouble() ? underWay(store) : 0;
        write(store, incident, text.opened(store, incident, named, orders, waiting), now);
        OrderLine.markTold(jdbc, incident.id());
        incidents.markTold(incident.id(), now);
    }

    /** Lists what is new since the last mail, if that is still anything. */
    void digest(Store store, Incident incident, Instant now) {
        var named = OrderLine.untold(jdbc, incident.id());
        int orders = OrderLine.countUntold(jdbc, incident.id());
        if (orders > 0) {
            int settledAlone = takeSettledAlone(store, incident);
            write(store, incident, text.digest(store, incident, named, orders, settledAlone), now);
            OrderLine.markTold(jdbc, incident.id());
        }
        incidents.markTold(incident.id(), now);
    }

    /** Says that it is over to those who were told that it began. */
    void closed(Store store, Incident incident, Instant quietSince, Instant now) {
        if (incident.toldAt() == null) {
            return;
        }
        var last = new IncidentText.Last(
                quietSince,
                OrderLine.byStatus(jdbc, incident.id()),
                OrderLine.untold(jdbc, incident.id()),
                OrderLine.countUntold(jdbc, incident.id()),
                takeSettledAlone(store, incident));
        write(store, incident, text.closed(store, incident, last), now);
        OrderLine.markTold(jdbc, incident.id());
    }

    private void planDigest(Incident incident, Instant earliest, Collection<Incidents.Joined> waiting, Instant now) {
        boolean news = waiting.stream().anyMatch(Incidents.Joined::first);
        incidents.planDigest(incident.id(), earliest.isAfter(now) ? earliest : now, news);
    }

    private boolean mayMailAtOnce(Incident incident, StorePolicy.Alerts alerts, Instant now) {
        return jdbc.sql(
                                "SELECT count(DISTINCT created_at) FROM mails WHERE incident_id = :incident AND created_at > :since")
                        .param("incident", incident.id())
                        .param("since", now.minus(atLeastAMinute(alerts)).atOffset(ZoneOffset.UTC))
                        .query((row, _) -> row.getInt(1))
                        .single()
                < MAX_AT_ONCE;
    }

    private static Duration atLeastAMinute(StorePolicy.Alerts alerts) {
        var minute = Duration.ofMinutes(1);
        return alerts.digestEvery().compareTo(minute) > 0 ? alerts.digestEvery() : minute;
    }

    private int underWay(Store store) {
        return jdbc.sql(
                        "SELECT count(*) FROM (SELECT 1 FROM orders WHERE store_id = :store AND due_at IS NOT NULL LIMIT :max)")
                .param("store", store.id())
                .param("max", MAX_COUNTED)
                .query((row, _) -> row.getInt(1))
                .single();
    }

    /** Timeouts that nobody was told of and that needed nobody: one line in a mail that goes out anyway. */
    private int takeSettledAlone(Store store, Incident incident) {
        var since = incident.toldAt() == null ? incident.openedAt() : incident.toldAt();
        return jdbc.sql("""
                        UPDATE incident_orders m SET told = true
                          FROM incidents i
                         WHERE i.id = m.incident_id AND i.store_id = :store AND i.kind = 'timeout'
                           AND (i.state = 'open' OR i.closed_at > :since) AND m.settled AND NOT m.told
                           AND EXISTS (
                               SELECT 1 FROM orders o WHERE o.id = m.order_id AND o.status IN ('synced', 'cancelled'))
                        """)
                .param("store", store.id())
                .param("since", since.atOffset(ZoneOffset.UTC))
                .update();
    }

    private void write(Store store, Incident incident, MailOutbox.Text mail, Instant now) {
        var recipients = recipients(store, incident);
        if (recipients.isEmpty()) {
            LOG.warn("Nobody can be told of incident {} ({}) of store {}", incident.id(), incident.kind(), store.key());
            registry.counter("ordersync.alerts", "kind", incident.kind().code(), "result", "nobody")
                    .increment();
            return;
        }
        outbox.append(jdbc, incident.id(), recipients, mail, now);
    }

    /** Of an undeliverable mail the others are told: writing to the refused address once more would help nobody. */
    private List<String> recipients(Store store, Incident incident) {
        if (incident.kind() != IncidentKind.MAIL_UNDELIVERABLE) {
            return properties.recipients(store.alertEmails());
        }
        var refused = jdbc.sql("""
                        SELECT DISTINCT m.recipient FROM mails m JOIN incidents i ON i.id = m.incident_id
                         WHERE i.store_id = :store AND m.result = 'failed'
                        """)
                .param("store", store.id())
                .query((row, _) -> row.getString(1))
                .list();
        var all = new ArrayList<>(properties.defaultTo());
        all.addAll(store.alertEmails());
        return all.stream()
                .distinct()
                .filter(address -> !refused.contains(address))
                .limit(MailProperties.MAX_RECIPIENTS)
                .toList();
    }
}
