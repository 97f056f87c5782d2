package dev.ordersync.reconciler.orders;

import dev.ordersync.order.OrderId;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what happened to an order, oldest first, with the chain of hashes that proves it whole. */
public final class AuditTrail {
    /** The last so many; only an order that is clicked at by a machine has more. */
    static final int MAX_ENTRIES = 10_000;

    /** One line; its hash covers it and the line before. */
    public record Entry(
            Instant at,
            Who actor,
            String action,
            @Nullable String from,
            String to,
            @Nullable String reason,
            int attempt,
            int generation,
            @Nullable String ruleset,
            @Nullable Integer policyVersion,
            String hash) {}

    /** @param kind system, user, token or platform */
    public record Who(String kind, String name) {}

    private final JdbcClient jdbc;

    public AuditTrail(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public List<Entry> of(OrderId id) {
        return jdbc.sql("""
                        SELECT at, actor_kind, actor, action, from_status, to_status, reason, attempt, generation, ruleset,
                               policy_version, hash
                          FROM audit WHERE order_id = :id ORDER BY seq DESC LIMIT :max
                        """)
                .param("id", id.value())
                .param("max", MAX_ENTRIES)
                .query((row, _) -> new Entry(
                        Columns.requiredInstant(row, "at"),
                        new Who(row.getString("actor_kind"), row.getString("actor")),
                        row.getString("action"),
                        row.getString("from_status"),
                        row.getString("to_status"),
                        row.getString("reason"),
                        row.getInt("attempt"),
                        row.getInt("generation"),
                        row.getString("ruleset"),
                        row.getObject("policy_version", Integer.class),
                        HexFormat.of().formatHex(row.getBytes("hash"))))
                .list()
                .reversed();
    }
}
