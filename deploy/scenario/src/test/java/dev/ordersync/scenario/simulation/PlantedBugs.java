package dev.ordersync.scenario.simulation;

import java.util.List;
import java.util.stream.Stream;

/** Deliberate bugs for measuring what the simulation catches. */
final class PlantedBugs {
    private static final String RECORD = "x.outcome = 'accepted_no_id'";
    private static final String LEASE = "no outcome was recorded before the lease ended";
    private static final String CLAIM = "attempt = o.attempt + 1";
    private static final String DECIDE = "x.verdict";
    private static final String IN_DOUBT = "AS first_started_at, max(t.ended_at) AS last_ended_at,";
    private static final String LATE = "'Your shop answered late that it has the order.'";
    private static final String LATE_NO_ID =
            "'Your shop said late that it took the order, but not under which number.'";
    private static final String RETRY = "'Waiting to be sent again, as you asked.'";
    private static final String RETRY_LOOK = "gave_up = false,\ndelays = 0,\nreason = 'We look once more";
    private static final String GONE = "'Its copy in your shop was voided; we send it again.'";

    private PlantedBugs() {}

    static List<PlantedBug> all() {
        return Stream.of(waiting(), looking(), sending(), knowing(), people(), telling())
                .flatMap(List::stream)
                .toList();
    }

    /** How long to wait before absence means anything. */
    private static List<PlantedBug> waiting() {
        return List.of(
                PlantedBug.sql(
                        "no settle window",
                        4,
                        RECORD,
                        "THEN x.settles_at ELSE o.settles_at END",
                        "THEN x.ended_at ELSE o.settles_at END"),
                PlantedBug.sql(
                        "no settle window after a lease",
                        17,
                        LEASE,
                        "settles_at = x.settles_at",
                        "settles_at = o.lease_until"),
                PlantedBug.sql(
                        "the decisive lookup may start early",
                        4,
                        IN_DOUBT,
                        "greatest(o.settles_at, CAST(? AS timestamptz)) AS settles_at",
                        "coalesce(o.doubt_since, CAST(? AS timestamptz)) AS settles_at"),
                PlantedBug.sql(
                        "one look is enough",
                        1,
                        IN_DOUBT,
                        "THEN o.none_since END AS none_since",
                        "THEN o.doubt_since END AS none_since"),
                PlantedBug.sql(
                        "the shop's clock is ours",
                        1,
                        "measured_lag_ms, clock_skew_ms",
                        "clock_skew_ms",
                        "0 AS clock_skew_ms"),
                PlantedBug.at("a wrong clock is trusted", 5, Seam.CLOCK_ALWAYS_TRUSTED),
                PlantedBug.at("no monotonic check after a freeze", 2, Seam.NO_MONOTONIC_CHECK),
                PlantedBug.sql("nothing is ever overdue", 5, "'overdue'", "NOT o.overdue AND", "false AND"),
                PlantedBug.sql(
                        "deadline pushed on by each lookup",
                        5,
                        DECIDE,
                        "THEN o.decide_by END",
                        "THEN o.decide_by + interval '10 minutes' END"));
    }

    /** What a look proves. */
    private static List<PlantedBug> looking() {
        return List.of(
                PlantedBug.at("a failed lookup counts as none", 8, Seam.FAILED_LOOKUP_IS_NONE),
                PlantedBug.at("first row taken unchecked", 7, Seam.FIRST_ROW_UNCHECKED),
                PlantedBug.at("only the last generation's reference", 111, Seam.ONLY_THE_LAST_REFERENCE),
                PlantedBug.at("half a copy counts as whole", 8, Seam.HALF_COUNTS_AS_WHOLE),
                PlantedBug.at("a cancelled copy counts as open", 9, Seam.CANCELLED_COUNTS_AS_OPEN),
                PlantedBug.at("a likely copy links by itself", 11, Seam.LIKELY_COPY_IS_TAKEN_FOR_OURS),
                PlantedBug.sql(
                        "verdict without the evidence version",
                        13,
                        DECIDE,
                        " AND o.evidence_version = x.evidence_version",
                        ""),
                PlantedBug.sql("accepted without id is sent again", 12, IN_DOUBT, "o.no_id,", "false AS no_id,"),
                PlantedBug.sql(
                                "link without the reservation",
                                2,
                                DECIDE,
                                "(x.id IN (SELECT r.order_id FROM reserved r)",
                                "(true OR x.id IN (SELECT r.order_id FROM reserved r)")
                        .and("WHERE x.verdict = 'link' AND x.shop_id IS NOT NULL", "WHERE false"),
                PlantedBug.sql(
                        "twin watch off",
                        52,
                        RECORD,
                        "was_doubted AND x_watch_at",
                        "was_doubted AND false AND x_watch_at"));
    }

    /** Whether an attempt may begin, and what came of it. */
    private static List<PlantedBug> sending() {
        return List.of(
                PlantedBug.sql("lease end back to queued", 2, LEASE, "'in_doubt'", "'queued'")
                        .and("doubted = true", "doubted = o.doubted"),
                PlantedBug.sql("claim without status guard", 25, CLAIM, "o.status = 'queued' AND o.due_at", "o.due_at"),
                PlantedBug.sql(
                        "stale proof accepted at the claim",
                        1,
                        CLAIM,
                        "o.proof_at >= x.proof_after",
                        "o.proof_at IS NOT NULL"),
                PlantedBug.at("key changed on retry", 1, Seam.KEY_CHANGES_ON_RETRY),
                PlantedBug.sql(
                        "a timeout is called not sent",
                        1,
                        RECORD,
                        "('accepted_no_id', 'unknown')",
                        "('accepted_no_id')"),
                PlantedBug.at("an adapter calls a timeout not sent", 1, Seam.TIMEOUT_IS_NOT_SENT),
                PlantedBug.sql(
                        "outcome without attempt number",
                        391,
                        RECORD,
                        "o.status = 'posting' AND o.attempt = x.attempt",
                        "o.status = 'posting'"),
                PlantedBug.sql("doubt forgotten after not sent", 1, RECORD, "doubted = o.doubted OR", "doubted ="));
    }

    /** What the shop says by itself. */
    private static List<PlantedBug> knowing() {
        return List.of(
                PlantedBug.sql(
                        "late answer ignored",
                        165,
                        LATE,
                        "(x.attempt IS NULL OR o.attempt >= x.attempt)",
                        "x.attempt IS NULL"),
                PlantedBug.sql("late answer without id ignored", 12, LATE_NO_ID, "AND NOT o.no_id", "AND false"),
                PlantedBug.sql(
                        "a copy that was named late is forgotten",
                        391,
                        LATE,
                        "no_id = o.no_id OR",
                        "no_id = o.no_id AND"),
                PlantedBug.sql(
                        "a webhook that decides",
                        80,
                        LATE,
                        "(x.whole AND x.may_link AND",
                        "((x.whole OR x.found_by = 'webhook') AND x.may_link AND"));
    }

    /** What people answer for, and what not. */
    private static List<PlantedBug> people() {
        return List.of(
                PlantedBug.sql(
                        "cancel wish forgotten by the verdict",
                        3,
                        IN_DOUBT,
                        "o.cancel_requested",
                        "false AS cancel_requested"),
                PlantedBug.sql("a person's retry needs no look", 52, RETRY_LOOK, "'in_doubt'", "'queued'")
                        .and("dismissed = false", "dismissed = false, permit = true"),
                PlantedBug.sql(
                        "forced permit never used up",
                        83,
                        RECORD,
                        "permit = o.permit AND x.outcome = 'not_sent'",
                        "permit = o.permit"),
                PlantedBug.sql(
                        "a forced retry leaves no doubt",
                        50,
                        RETRY,
                        "doubted = o.doubted OR o.status = 'broken'",
                        "doubted = o.doubted"),
                PlantedBug.sql(
                        "a correction forgets the doubt",
                        8,
                        "'Corrected; waiting to be sent.'",
                        "permit = false,",
                        "permit = false, doubted = false,"),
                PlantedBug.sql("a dismissed copy counts again", 18, IN_DOUBT, "WHERE d.order_id = o.id", "WHERE false"),
                PlantedBug.sql("a voided copy counts again", 8, IN_DOUBT, "v.purpose = 'void'", "false"),
                PlantedBug.sql(
                                "a resync begins no generation",
                                8,
                                GONE,
                                "ELSE o.generation + 1 END",
                                "ELSE o.generation END")
                        .and("ELSE x.next_key END", "ELSE o.idem_key END"),
                PlantedBug.at("a void is believed unread", 30, Seam.VOID_BELIEVED));
    }

    /** What is told to others. */
    private static List<PlantedBug> telling() {
        return List.of(
                PlantedBug.at("relay deletes what the log lost", 1, Seam.LOG_ACKS_WHAT_IT_LOST),
                PlantedBug.at("intake says 202 for what it did not store", 12, Seam.INTAKE_ACKS_WHAT_IT_LOST),
                PlantedBug.sql(
                        "verdict without its event",
                        2,
                        DECIDE,
                        "WHERE m.status = 'synced'",
                        "WHERE m.status = 'synced' AND false"),
                PlantedBug.sql("audit skips its chain", 1, RECORD, "audit_hash(o.audit_head,", "audit_hash('',"));
    }
}
