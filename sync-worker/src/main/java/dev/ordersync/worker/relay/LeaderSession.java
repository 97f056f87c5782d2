package dev.ordersync.worker.relay;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The session whose advisory lock makes a relay the leader, and the only one on which it reads and deletes: a leader that
 * lost the lock has lost the connection too, so it can delete nothing. The server ends the session when it is silent for
 * the idle timeout, or else a frozen leader would lead for ever. In autocommit: no transaction is open while sending.
 */
final class LeaderSession implements AutoCloseable {
    /** Rows read, sent and deleted together. */
    static final int BATCH = 1_000;

    /** "OSRELAY": one leader per database. */
    private static final long LOCK = 0x4F53_5245_4C41_59L;

    /** Statistics about a table that fills and empties are always wrong: every statement here goes by the primary key. */
    static final String PLANS =
            "SET plan_cache_mode = force_custom_plan; SET enable_seqscan = off; SET enable_bitmapscan = off";

    /** Above a floor, since deleted rows stay in the index until they are vacuumed. */
    static final String READ = """
            SELECT id, topic, shard, key, type, order_id, traceparent, at, payload
              FROM outbox
             WHERE id > ? AND parked_reason IS NULL
             ORDER BY id
             LIMIT ?
            """;

    private static final int MAX_REASON = 500;

    private final Connection connection;
    private final PreparedStatement read;
    private final PreparedStatement delete;
    private final PreparedStatement park;
    private boolean leading;

    /** Takes over the connection, which must be unpooled: a pooled one given back would keep the lock. */
    LeaderSession(Connection connection, Duration idleTimeout) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(true);
        try (var statement = connection.createStatement()) {
            statement.execute(PLANS);
            statement.execute("SET idle_session_timeout = " + idleTimeout.toMillis());
        }
        this.read = connection.prepareStatement(READ);
        this.delete = connection.prepareStatement("DELETE FROM outbox WHERE id = ANY (?)");
        this.park = connection.prepareStatement("UPDATE outbox SET parked_reason = ? WHERE id = ?");
    }

    /** @return whether this session leads, from now on or already */
    boolean lead() throws SQLException {
        if (!leading) {
            try (var statement = connection.prepareStatement("SELECT pg_try_advisory_lock(?)")) {
                statement.setLong(1, LOCK);
                try (var answer = statement.executeQuery()) {
                    leading = answer.next() && answer.getBoolean(1);
                }
            }
        }
        return leading;
    }

    /** @return the first rows above the floor, at most {@link #BATCH} */
    List<Event> read(long floor) throws SQLException {
        read.setLong(1, floor);
        read.setInt(2, BATCH);
        var events = new ArrayList<Event>();
        try (var row = read.executeQuery()) {
            while (row.next()) {
                events.add(new Event(
                        row.getLong("id"),
                        row.getString("topic"),
                        row.getInt("shard"),
                        row.getString("key"),
                        row.getString("type"),
                        row.getLong("order_id"),
                        row.getString("traceparent"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("payload")));
            }
        }
        return events;
    }

    void delete(Collection<Long> ids) throws SQLException {
        delete.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
        delete.executeUpdate();
    }

    /** Sets aside what can never be sent, so that it does not stop the rest. */
    void park(Map<Long, String> reasons) throws SQLException {
        for (var entry : reasons.entrySet()) {
            var reason = entry.getValue();
            park.setString(1, reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON));
            park.setLong(2, entry.getKey());
            park.executeUpdate();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
