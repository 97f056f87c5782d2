package dev.ordersync.ledger;

import dev.ordersync.order.Actor;
import dev.ordersync.outbox.EventType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * One kind of move of an order, as one statement: the guarded UPDATE, its audit line under the order's hash chain, its
 * event, and the {@link Signals} that follow from it. The row count says who won: an order that the guard does not match is not moved and not answered.
 *
 * <p>Rows come in as JSON records {@code x}; every expression may use {@code o} (the order before the move),
 * {@code x} (the caller's row) and {@code :now}. Guards stand in a CASE, so that stale statistics about a status never
 * flip the join to a scan of all orders.
 */
public final class Transition {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String sql;

    private Transition(Builder b) {
        this.sql = """
                WITH x AS (
                    SELECT * FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(id bigint%s)
                )%s, moved AS (
                    UPDATE orders o
                       SET status = %s, %s
                           version = o.version + %s,
                           audit_seq = o.audit_seq + 1,
                           audit_head = audit_hash(o.audit_head, o.id, o.audit_seq + 1, :now, :actorKind, :actor, %s,
                               o.status, %s, %s, o.attempt, o.generation, %s, %s)
                      FROM x
                     WHERE o.id = x.id AND CASE WHEN %s THEN true ELSE false END
                    RETURNING o.*, old.status AS from_status, old.attempt AS old_attempt, old.generation AS old_generation,
                        old.failures AS old_failures, old.overdue AS was_overdue, old.retry_pressed AS was_pressed,
                        %s AS action, %s AS said, %s AS said_ruleset, %s AS said_policy%s
                ), logged AS (
                    INSERT INTO audit (order_id, seq, at, actor_kind, actor, action, from_status, to_status, reason, attempt,
                        generation, ruleset, policy_version, hash)
                    SELECT id, audit_seq, :now, :actorKind, :actor, action, from_status, status, said, old_attempt,
                        old_generation, said_ruleset, said_policy, audit_head
                      FROM moved
                )%s%s
                SELECT m.* FROM moved m
                """.formatted(
                        b.columns.isEmpty() ? "" : ", " + b.columns,
                        b.first.isEmpty() ? "" : ", " + b.first,
                        b.to,
                        b.sets.isEmpty() ? "" : b.sets + ",",
                        b.keepsVersion ? "0" : "1",
                        b.action,
                        b.to,
                        b.reason,
                        b.ruleset,
                        b.policyVersion,
                        b.guard,
                        b.action,
                        b.reason,
                        b.ruleset,
                        b.policyVersion,
                        b.returning.isEmpty() ? "" : ", " + b.returning,
                        Signals.OF_A_MOVE,
                        b.effects());
    }

    /** A move to a fixed status. */
    public static Builder to(String statusExpression) {
        return new Builder(statusExpression);
    }

    /** Moves what the guard lets through; answers the moved rows after the move. */
    public <T> List<T> apply(
            JdbcClient jdbc,
            List<? extends Map<String, ? extends @Nullable Object>> rows,
            Actor actor,
            Instant now,
            RowMapper<T> mapper) {
        return jdbc.sql(sql)
                .param("rows", JSON.writeValueAsString(rows))
                .param("actorKind", actor.kind())
                .param("actor", actor.name())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(mapper)
                .list();
    }

    /** @return whether this caller moved the order; {@code false}: another writer was first, or the guard refuses */
    public boolean apply(JdbcClient jdbc, Map<String, ? extends @Nullable Object> row, Actor actor, Instant now) {
        return !apply(jdbc, List.of(row), actor, now, (moved, _) -> moved.getLong("id"))
                .isEmpty();
    }

    /** Collects the parts of the statement. All parts are SQL written by us, never input. */
    public static final class Builder {
        private final String to;
        private String columns = "";
        private String first = "";
        private String sets = "";
        private String guard = "false";
        private String action = "'moved'";
        private String reason = "CAST(NULL AS text)";
        private String ruleset = "CAST(NULL AS text)";
        private String policyVersion = "CAST(NULL AS int)";
        private String returning = "";
        private boolean keepsVersion;
        private final StringBuilder effects = new StringBuilder();

        private Builder(String to) {
            this.to = to;
        }

        /** The columns of the caller's rows beside {@code id}, with their types. */
        public Builder rows(String columns) {
            this.columns = columns;
            return this;
        }

        /** A CTE that runs before the move and that its expressions may read: a complete {@code name AS (INSERT …)}. */
        public Builder first(String cte) {
            this.first = cte.strip();
            return this;
        }

        /** Assignments beside status, version and audit. */
        public Builder set(String sets) {
            this.sets = sets.strip();
            return this;
        }

        public Builder guard(String guard) {
            this.guard = guard;
            return this;
        }

        /** What the audit calls the move: an SQL expression. */
        public Builder action(String action) {
            this.action = action;
            return this;
        }

        /** The audit's reason: an SQL expression over {@code o} and {@code x}. */
        public Builder reason(String reason) {
            this.reason = reason;
            return this;
        }

        public Builder decidedBy(String ruleset, String policyVersion) {
            this.ruleset = ruleset;
            this.policyVersion = policyVersion;
            return this;
        }

        /** For a line in the audit that changes nothing about the order: no page that shows it grows stale. */
        public Builder keepsVersion() {
            this.keepsVersion = true;
            return this;
        }

        /** More columns of the answer: expressions over {@code o} (after the move), {@code old} and {@code x}. */
        public Builder returning(String returning) {
            this.returning = returning;
            return this;
        }

        /**
         * Announces the move.
         *
         * @param when a condition over {@code m}, the moved row
         */
        public Builder event(EventType type, String when) {
            effects.append(", event_%s AS (%s WHERE %s)"
                    .formatted(type.name().toLowerCase(Locale.ROOT), eventSelect(type), when));
            return type == EventType.TWIN_FOUND ? effect(Signals.effect(Signals.Kind.TWIN, when)) : this;
        }

        /** A further CTE over {@code moved}: a complete {@code name AS (INSERT …)}. */
        public Builder effect(String cte) {
            effects.append(", ").append(cte.strip());
            return this;
        }

        public Transition build() {
            return new Transition(this);
        }

        private String effects() {
            return effects.toString();
        }

        private static String eventSelect(EventType type) {
            return """
                INSERT INTO outbox (topic, shard, key, type, order_id, at, payload)
                SELECT '%s', s.shard, s.key, '%s', m.id, :now, json_build_object('id', m.ext_id, 'source', m.source,
                    'store', s.key, 'status', m.status, 'attempt', m.attempt, 'generation', m.generation,
                    'version', m.version, 'at', CAST(:now AS timestamptz), 'platformOrderId', m.platform_order_id)::text
                  FROM moved m JOIN stores s ON s.id = m.store_id
                """.formatted(type.topic().topicName(), type.code());
        }
    }
}
