package dev.ordersync.lookup;

import dev.ordersync.ledger.LateCopies;
import dev.ordersync.ledger.Transition;
import dev.ordersync.matching.Evidence;
import dev.ordersync.order.Actor;
import dev.ordersync.order.OrderStatus;
import dev.ordersync.outbox.EventType;
import dev.ordersync.store.Store;
import dev.ordersync.verdict.Candidate;
import dev.ordersync.verdict.Looked;
import dev.ordersync.verdict.Ruling;
import dev.ordersync.verdict.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Carries out a verdict: the lookup, the decision and the order's move as one statement, which names the evidence that
 * was judged. Whoever saw something else meanwhile (a late answer, a person, another replica) makes it move nothing.
 */
final class Verdicts {
    /** A verdict that moved its order; {@code doubted} from the doubt's beginning until now. */
    record Applied(OrderStatus to, Duration doubted) {}

    /** Characters; a usual one has some thousand. */
    private static final int MAX_RULING = 64 * 1024;

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String RESERVE = """
            reserved AS (
                INSERT INTO links (shop_id, platform_order_id, order_id, at)
                SELECT x.shop_id, x.platform_order_id, x.id, :now
                  FROM x JOIN orders o ON o.id = x.id
                 WHERE x.verdict = 'link' AND x.shop_id IS NOT NULL AND o.status = 'in_doubt'
                   AND o.evidence_version = x.evidence_version
                ON CONFLICT DO NOTHING
                RETURNING order_id
            )
            """;

    private static final String LINKED = """
            (x.id IN (SELECT r.order_id FROM reserved r) OR EXISTS (
                SELECT 1 FROM links k
                 WHERE k.shop_id = x.shop_id AND k.platform_order_id = x.platform_order_id AND k.order_id = x.id
                   AND k.purpose = 'link'))
            """;

    private static final String TO = """
            CASE x.verdict WHEN 'wait' THEN 'in_doubt' WHEN 'flag' THEN 'broken' WHEN 'retry' THEN 'queued'
                 WHEN 'fail' THEN 'failed' WHEN 'cancel' THEN 'cancelled'
                 WHEN 'link' THEN CASE WHEN %s THEN 'synced' ELSE 'broken' END END
            """.formatted(LINKED);

    private static final Transition DECIDE = Transition.to(TO)
            .rows("""
                  verdict text, attempt int, evidence_version int, said text, reason text, due_at timestamptz,
                  started_at timestamptz, result text, fresh boolean, complete boolean, candidates jsonb, ruleset text,
                  policy_version int, shop_id text, platform_order_id text, platform_order_url text,
                  none_since timestamptz, watch_at timestamptz, ruling jsonb
                  """)
            .first(RESERVE)
            .set("""
                 reason = CASE WHEN %1$s = 'broken' AND x.verdict = 'link'
                               THEN 'Found in your shop, but it is linked to another order.' ELSE x.reason END,
                 due_at = CASE x.verdict WHEN 'wait' THEN x.due_at WHEN 'retry' THEN :now END,
                 evidence_version = o.evidence_version + 1, lookups = o.lookups + 1, doubt_lookups = o.doubt_lookups + 1,
                 none_since = CASE WHEN x.result = 'none' THEN coalesce(x.none_since, x.started_at) END,
                 proof_at = CASE x.verdict WHEN 'retry' THEN x.started_at ELSE o.proof_at END,
                 queued_since = CASE x.verdict WHEN 'retry' THEN :now END,
                 delays = 0,
                 decide_by = CASE x.verdict WHEN 'wait' THEN o.decide_by END,
                 decided_at = CASE x.verdict WHEN 'wait' THEN NULL ELSE CAST(:now AS timestamptz) END,
                 overdue = o.overdue AND x.verdict = 'wait',
                 platform_order_id = CASE WHEN %1$s = 'synced' THEN x.platform_order_id END,
                 platform_order_url = CASE WHEN %1$s = 'synced' THEN x.platform_order_url END
                 """.formatted(TO))
            .guard("o.status = 'in_doubt' AND o.attempt = x.attempt AND o.evidence_version = x.evidence_version")
            .action("CASE x.verdict WHEN 'wait' THEN 'lookup' ELSE x.verdict END")
            .reason("x.said")
            .decidedBy("x.ruleset", "x.policy_version")
            .returning("""
                       x.started_at AS x_started_at, x.result AS x_result, x.fresh AS x_fresh, x.complete AS x_complete,
                       x.candidates AS x_candidates, old.doubt_since AS x_doubt_since, x.watch_at AS x_watch_at,
                       x.ruling AS x_ruling
                       """)
            .effect(LateCopies.watched(LateCopies.SEVERAL))
            .effect("""
                    looked AS (
                        INSERT INTO lookups (order_id, number, started_at, at, result, fresh, complete, detail, candidates,
                            ruleset, found_by, ruling)
                        SELECT id, lookups, x_started_at, :now, x_result, x_fresh, x_complete, said, x_candidates,
                            said_ruleset, 'lookup', x_ruling
                          FROM moved
                    )
                    """)
            .event(EventType.LINKED, "m.status = 'synced'")
            .event(EventType.BROKEN, "m.status = 'broken'")
            .event(EventType.FAILED, "m.status = 'failed'")
            .event(EventType.CANCELLED, "m.status = 'cancelled'")
            .event(EventType.POST_REQUESTED, "m.status = 'queued'")
            .build();

    private final JdbcClient jdbc;
    private final String ruleset;

    Verdicts(JdbcClient jdbc, String ruleset) {
        this.jdbc = jdbc;
        this.ruleset = ruleset;
    }

    /** @return where the order went, or null when the evidence that was judged is no longer the newest */
    @Nullable
    Applied apply(
            Store store, DoubtfulOrder order, Looked looked, Verdict verdict, @Nullable Ruling ruling, Instant now) {
        var decided = row(store, order, looked, verdict, now);
        decided.put("ruling", ruling == null ? null : kept(ruling));
        return DECIDE.apply(jdbc, List.of(decided), Actor.RECONCILER, now, (row, _) -> applied(row, now)).stream()
                .findFirst()
                .orElse(null);
    }

    /** One that is too big says so, instead of being cut. */
    private static JsonNode kept(Ruling ruling) {
        JsonNode json = JSON.valueToTree(ruling);
        return json.toString().length() <= MAX_RULING ? json : JSON.valueToTree(ruling.withoutMaterial());
    }

    private static Applied applied(ResultSet row, Instant now) throws SQLException {
        var since = row.getObject("x_doubt_since", OffsetDateTime.class).toInstant();
        return new Applied(OrderStatus.of(row.getString("status")), Duration.between(since, now));
    }

    private Map<String, @Nullable Object> row(
            Store store, DoubtfulOrder order, Looked looked, Verdict verdict, Instant now) {
        var row = new HashMap<String, @Nullable Object>();
        row.put("id", order.id().value());
        row.put("verdict", verdict.code());
        row.put("attempt", order.attempt());
        row.put("evidence_version", order.evidenceVersion());
        row.put("said", said(looked, verdict));
        row.put("reason", reason(verdict));
        row.put("started_at", looked.startedAt().toString());
        row.put(
                "none_since",
                order.noneSince() == null ? null : order.noneSince().toString());
        row.put("result", looked.result());
        row.put("fresh", looked.fresh());
        row.put("complete", looked.complete());
        row.put(
                "candidates",
                looked.candidates().stream().map(CandidateJson::of).toList());
        row.put("ruleset", ruleset);
        row.put("policy_version", store.policyVersion());
        row.put("shop_id", store.shopId());
        if (verdict instanceof Verdict.Wait wait) {
            row.put("due_at", wait.until().toString());
        }
        if (verdict instanceof Verdict.Link link) {
            if (!store.policy().twinWatch().isEmpty()) {
                row.put(
                        "watch_at",
                        now.plus(store.policy().twinWatch().getFirst()).toString());
            }
            row.put("platform_order_id", link.candidate().copy().id().value());
            row.put("platform_order_url", link.candidate().copy().url());
        }
        return row;
    }

    /** For the audit: what was seen, and how much it proves. */
    private static String said(Looked looked, Verdict verdict) {
        var seen = looked.result()
                + (looked.complete() ? ", complete" : ", not complete")
                + (looked.fresh() ? ", fresh" : ", not fresh");
        return switch (verdict) {
            case Verdict.Wait wait -> seen + ": " + wait.why();
            case Verdict.Flag flag -> seen + ": " + flag.why();
            case Verdict.Fail fail -> seen + ": " + fail.why();
            case Verdict.Link link ->
                seen + ": one copy with our reference, as sent, "
                        + link.candidate().copy().id();
            case Verdict.Retry _ -> seen + ": proven absent, posted again with the same key";
            case Verdict.Cancel _ -> seen + ": proven absent, and cancelled as wished";
        };
    }

    /** For people, on the order's page. */
    private static @Nullable String reason(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Wait wait -> "Not sure that it arrived: " + wait.why() + ".";
            case Verdict.Flag flag -> flag.why();
            case Verdict.Fail fail -> fail.why();
            case Verdict.Link _ -> null;
            case Verdict.Retry _ -> "It is not in your shop; we send it again.";
            case Verdict.Cancel _ -> "Cancelled; it is not in your shop.";
        };
    }

    /** Candidates as the lookups table and the API have them. */
    private record CandidateJson(
            String platformOrderId,
            @Nullable String url,
            double score,
            boolean dismissed,
            String status,
            boolean reference,
            List<String> rivals,
            List<Map<String, @Nullable Object>> evidence) {
        static CandidateJson of(Candidate candidate) {
            return new CandidateJson(
                    candidate.copy().id().value(),
                    candidate.copy().url(),
                    candidate.match().score(),
                    candidate.dismissed(),
                    candidate.copy().status().name().toLowerCase(Locale.ROOT),
                    candidate.carriesOurReference(),
                    candidate.rivals(),
                    candidate.match().evidence().stream()
                            .map(CandidateJson::evidence)
                            .toList());
        }

        private static Map<String, @Nullable Object> evidence(Evidence evidence) {
            var field = new HashMap<String, @Nullable Object>();
            field.put("field", evidence.field());
            field.put("ours", evidence.ours());
            field.put("theirs", evidence.theirs());
            field.put("agreement", evidence.agreement().code());
            field.put("weight", evidence.weight());
            return field;
        }
    }
}
