package dev.ordersync.ledger;

import dev.ordersync.order.Actor;
import dev.ordersync.order.OrderId;
import dev.ordersync.outbox.EventType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The claim: the only way to an attempt. */
public final class Claims {
    /** What a lease has beyond the request timeout. */
    public static final Duration LEASE_RESERVE = Duration.ofSeconds(30);

    /**
     * One order to claim.
     *
     * @param leaseUntil request timeout and reserve from now
     * @param proofAfter a proof of absence that started before this is stale
     * @param policyVersion named in the audit
     * @param recoverySettlesAt in recovery mode, where each order needs a proof: before then absence means nothing; else
     *     null
     */
    public record Wish(
            OrderId id,
            Instant leaseUntil,
            Instant proofAfter,
            Instant decideBy,
            int policyVersion,
            @Nullable Instant recoverySettlesAt) {}

    private static final String ROWS = "lease_until timestamptz, proof_after timestamptz, decide_by timestamptz,"
            + " policy_version int, recovery_settles_at timestamptz";

    /** True or false, never null: an order in doubt that was never proven absent has to go back to its lookup. */
    private static final String PROVEN = "(NOT (o.doubted OR x.recovery_settles_at IS NOT NULL) OR o.permit"
            + " OR coalesce(o.proof_at >= x.proof_after, false))";

    private static final Transition CLAIM = Transition.to("'posting'")
            .rows(ROWS)
            .set("attempt = o.attempt + 1, attempt_started_at = :now, lease_until = x.lease_until")
            .guard("o.status = 'queued' AND o.due_at <= :now AND NOT o.cancel_requested AND " + PROVEN)
            .action("'claim'")
            .decidedBy("CAST(NULL AS text)", "x.policy_version")
            .returning(
                    "(SELECT c.body FROM order_content c WHERE c.order_id = o.id AND c.generation = o.generation) AS body")
            .build();

    /** There is no proof, or it has aged behind a pause, a rate limit or a row of not_sent: look again before posting. */
    private static final Transition STALE = Transition.to("'in_doubt'")
            .rows(ROWS)
            .set("""
                 due_at = :now, doubt_since = :now, decide_by = x.decide_by, decided_at = NULL, queued_since = NULL,
                 settles_at = greatest(coalesce(o.settles_at, :now), x.recovery_settles_at), overdue = false, doubt_lookups = 0, none_since = NULL,
                 reason = 'We look once more whether your shop has it before we send it again.'
                 """)
            .guard("o.status = 'queued' AND o.due_at <= :now AND NOT o.cancel_requested AND NOT " + PROVEN)
            .action("'proof-stale'")
            .reason("'the last proof of absence is too old to post on'")
            .decidedBy("CAST(NULL AS text)", "x.policy_version")
            .event(EventType.OUTCOME_UNKNOWN, "true")
            .build();

    private Claims() {}

    /**
     * Claims those orders that are due and may be posted, and sends those whose proof is stale back to in_doubt. A
     * statement of its own for each, in autocommit: a crash between both is harmless.
     */
    public static List<ClaimedOrder> claim(JdbcClient jdbc, List<Wish> wishes, Instant now) {
        var rows = wishes.stream().map(Claims::row).toList();
        var claimed = CLAIM.apply(jdbc, rows, Actor.WORKER, now, (row, _) -> claimed(row));
        if (claimed.size() < wishes.size()) {
            STALE.apply(jdbc, rows, Actor.WORKER, now, (row, _) -> row.getLong("id"));
        }
        return claimed;
    }

    private static Map<String, @Nullable Object> row(Wish wish) {
        var row = new HashMap<String, @Nullable Object>();
        row.put("id", wish.id().value());
        row.put("lease_until", wish.leaseUntil().toString());
        row.put("proof_after", wish.proofAfter().toString());
        row.put("decide_by", wish.decideBy().toString());
        row.put("policy_version", wish.policyVersion());
        row.put(
                "recovery_settles_at",
                wish.recoverySettlesAt() == null
                        ? null
                        : wish.recoverySettlesAt().toString());
        return row;
    }

    private static ClaimedOrder claimed(ResultSet row) throws SQLException {
        return new ClaimedOrder(
                new OrderId(row.getLong("id")),
                row.getInt("store_id"),
                row.getInt("attempt"),
                row.getInt("generation"),
                row.getString("idem_key"),
                row.getString("body"),
                row.getObject("attempt_started_at", OffsetDateTime.class).toInstant());
    }
}
