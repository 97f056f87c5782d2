package dev.ordersync.worker.relay;

import dev.ordersync.runtime.Step;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pass of the relay: lead or try to, read a batch, append it, delete what was acknowledged. An event is sent at least
 * once, and the events of one order in their order, except around a failure: then a repeat may come late, and the
 * {@code version} in the event tells. Used by one thread.
 */
public final class RelayStep implements Step, AutoCloseable {
    /** How long the leader may be silent. Longer than an append takes, or a slow Kafka would depose it. */
    public static final Duration IDLE_TIMEOUT = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(RelayStep.class);

    /** Opens an unpooled connection to the database. */
    @FunctionalInterface
    public interface Connector {
        Connection open() throws SQLException;
    }

    private final Connector connector;
    private final EventLog log;
    private final Clock clock;
    private final Duration idleTimeout;
    private final Pace pace = new Pace();
    private OutboxFloor floor = new OutboxFloor();
    private @Nullable LeaderSession session;
    private volatile boolean leading;

    public RelayStep(Connector connector, EventLog log, Clock clock, Duration idleTimeout) {
        this.connector = connector;
        this.log = log;
        this.clock = clock;
        this.idleTimeout = idleTimeout;
    }

    /** @return whether events were relayed */
    @Override
    public boolean runOnce() {
        try {
            var current = session();
            boolean leads = current.lead();
            lead(leads);
            return leads && relay(current);
        } catch (SQLException e) {
            LOG.warn("The relay lost its session; it opens another", e);
            close();
            return false;
        }
    }

    private boolean relay(LeaderSession current) throws SQLException {
        var now = clock.instant();
        var batch = current.read(floor.at(now));
        if (batch.isEmpty()) {
            return false;
        }
        pace.foundEvents(now);
        var appended = log.append(batch);
        settle(current, batch, appended);
        if (appended.trouble() != null) {
            giveUpForNow(appended.trouble());
            return false;
        }
        pace.sent();
        return true;
    }

    private void settle(LeaderSession current, List<Event> batch, EventLog.Appended appended) throws SQLException {
        if (!appended.acked().isEmpty()) {
            current.delete(appended.acked());
        }
        if (!appended.unsendable().isEmpty()) {
            current.park(appended.unsendable());
            LOG.error("Events can never be sent and were parked: {}", appended.unsendable());
        }
        int done = appended.acked().size() + appended.unsendable().size();
        if (done == batch.size()) {
            floor.settled(batch.getLast().id(), clock.instant());
        } else {
            floor.readAllNext();
        }
    }

    /** Also leaves the lead: another replica may reach Kafka where this one does not. */
    private void giveUpForNow(Exception trouble) {
        LOG.warn("Events could not be sent; the outbox keeps them", trouble);
        pace.trouble();
        log.reset();
        close();
    }

    /** How long to pause after a pass without events. */
    public Duration pause() {
        return pace.pause(clock.instant());
    }

    public boolean leads() {
        return leading;
    }

    private LeaderSession session() throws SQLException {
        var current = session;
        if (current == null) {
            current = new LeaderSession(connector.open(), idleTimeout);
            session = current;
        }
        return current;
    }

    private void lead(boolean leads) {
        if (leads && !leading) {
            LOG.info("This worker relays the outbox now");
            floor = new OutboxFloor(); // ours knows nothing of what others deleted, nor of what they left
        }
        leading = leads;
        pace.leading(leads);
    }

    /** Ends the session, and with it the lead. The next pass opens another. */
    @Override
    public void close() {
        var ending = session;
        session = null;
        lead(false);
        if (ending != null) {
            try {
                ending.close();
            } catch (SQLException e) {
                LOG.debug("The relay's session was lost already", e);
            }
        }
    }
}
