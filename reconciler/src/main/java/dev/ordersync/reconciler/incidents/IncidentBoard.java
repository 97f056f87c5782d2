package dev.ordersync.reconciler.incidents;

import dev.ordersync.access.Caller;
import dev.ordersync.access.StoreScope;
import dev.ordersync.order.StoreKey;
import dev.ordersync.problem.Refusal;
import dev.ordersync.store.StoreDirectory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lists incidents, newest first, and notes who takes care of them. */
public final class IncidentBoard {
    private static final int MAX_ORDERS = 200;
    private static final int MAX_MAILS = 200;
    private static final Duration LONGEST_SNOOZE = Duration.ofDays(30);
    private static final Set<String> STATES = Set.of("open", "closed");

    private static final String COLUMNS = """
            SELECT id, kind, store_id, state, opened_at, closed_at, count, acknowledged_by, snoozed_until, assignee
              FROM incidents
             WHERE (CAST(:stores AS int[]) IS NULL OR store_id = ANY (CAST(:stores AS int[])))
            """;

    private final JdbcClient jdbc;
    private final StoreDirectory stores;
    private final StoreScope scope;
    private final Clock clock;

    public IncidentBoard(JdbcClient jdbc, StoreDirectory stores, StoreScope scope, Clock clock) {
        this.jdbc = jdbc;
        this.stores = stores;
        this.scope = scope;
        this.clock = clock;
    }

    /**
     * @param state open or closed; null: both
     * @param store null: all that the caller may see
     * @param before only incidents with a lower number
     * @throws Refusal 422 for another state
     */
    public List<IncidentSheet> list(
            Caller caller, @Nullable String state, @Nullable String store, long before, int limit) {
        if (state != null && !STATES.contains(state)) {
            throw Refusal.invalid("state", "must be open or closed");
        }
        return jdbc.sql(COLUMNS + """
                           AND (CAST(:state AS text) IS NULL OR state = :state)
                           AND id < :before
                         ORDER BY id DESC
                         LIMIT :limit
                        """)
                .param("stores", storeIds(caller, store))
                .param("state", state)
                .param("before", before)
                .param("limit", limit)
                .query((row, _) -> sheet(row))
                .list();
    }

    /** @throws Refusal 404 when there is none that the caller may see */
    public IncidentSheet get(Caller caller, long id) {
        return jdbc.sql(COLUMNS + " AND id = :id")
                .param("stores", scope.ids(caller))
                .param("id", id)
                .query((row, _) -> sheet(row))
                .optional()
                .orElseThrow(() -> Refusal.notFound("There is no such incident."));
    }

    /** From now on only new orders are mailed about. */
    public IncidentSheet acknowledge(Caller caller, long id) {
        get(caller, id);
        jdbc.sql("UPDATE incidents SET acknowledged_by = :name WHERE id = :id")
                .param("name", caller.getName())
                .param("id", id)
                .update();
        return get(caller, id);
    }

    /**
     * No digest until then, or until another order joins.
     *
     * @throws Refusal 422 for a time that is not ahead, 409 {@code wrong-status} for a closed incident
     */
    public IncidentSheet snooze(Caller caller, long id, @Nullable Instant until) {
        get(caller, id);
        var now = clock.instant();
        if (until == null || !until.isAfter(now) || until.isAfter(now.plus(LONGEST_SNOOZE))) {
            throw Refusal.invalid("until", "must be a time within the next " + LONGEST_SNOOZE.toDays() + " days");
        }
        int snoozed = jdbc.sql("UPDATE incidents SET snoozed_until = :until WHERE id = :id AND state = 'open'")
                .param("until", until.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
        if (snoozed == 0) {
            throw Refusal.conflict("wrong-status", "The incident is closed.");
        }
        return get(caller, id);
    }

    /** @throws Refusal 422 for who is no user that may see the incident */
    public IncidentSheet assign(Caller caller, long id, @Nullable String to) {
        var incident = get(caller, id);
        int assigned = jdbc.sql("""
                        UPDATE incidents SET assignee = :to
                         WHERE id = :id
                           AND EXISTS (SELECT 1 FROM users WHERE name = :to AND (stores IS NULL OR :store = ANY (stores)))
                        """)
                .param("to", to)
                .param("id", id)
                .param("store", incident.store())
                .update();
        if (assigned == 0) {
            throw Refusal.invalid("to", "must be a user who may see the store");
        }
        return get(caller, id);
    }

    private Integer @Nullable [] storeIds(Caller caller, @Nullable String store) {
        if (store == null || store.isBlank()) {
            return scope.ids(caller);
        }
        if (!StoreKey.isValid(store) || !caller.maySee(new StoreKey(store))) {
            return new Integer[0];
        }
        return stores.find(new StoreKey(store))
                .map(found -> new Integer[] {found.id()})
                .orElseGet(() -> new Integer[0]);
    }

    private IncidentSheet sheet(ResultSet row) throws SQLException {
        long id = row.getLong("id");
        return new IncidentSheet(
                id,
                row.getString("kind"),
                stores.get(row.getInt("store_id")).key().value(),
                row.getString("state"),
                Objects.requireNonNull(instant(row, "opened_at")),
                instant(row, "closed_at"),
                row.getInt("count"),
                orders(id),
                row.getString("acknowledged_by"),
                instant(row, "snoozed_until"),
                row.getString("assignee"),
                mails(id));
    }

    private List<IncidentSheet.Order> orders(long id) {
        return jdbc.sql("""
                        SELECT o.ext_id, o.source
                          FROM incident_orders i JOIN orders o ON o.id = i.order_id
                         WHERE i.incident_id = :id
                         ORDER BY i.order_id DESC
                         LIMIT :max
                        """)
                .param("id", id)
                .param("max", MAX_ORDERS)
                .query((row, _) -> new IncidentSheet.Order(row.getString("ext_id"), row.getString("source")))
                .list();
    }

    private List<IncidentSheet.Mail> mails(long id) {
        return jdbc.sql("""
                        SELECT coalesce(sent_at, created_at) AS at, recipient, subject, result
                          FROM mails WHERE incident_id = :id ORDER BY id DESC LIMIT :max
                        """)
                .param("id", id)
                .param("max", MAX_MAILS)
                .query((row, _) -> new IncidentSheet.Mail(
                        Objects.requireNonNull(instant(row, "at")),
                        row.getString("recipient"),
                        row.getString("subject"),
                        row.getString("result")))
                .list()
                .reversed();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
