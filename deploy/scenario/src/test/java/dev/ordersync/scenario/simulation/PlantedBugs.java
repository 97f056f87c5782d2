package dev.ordersync.scenario.simulation;

import java.util.List;

/** Deliberate bugs for measuring what the simulation catches. */
final class PlantedBugs {
    private static final String RECORD = "x.outcome = 'accepted_no_id'";
    private static final String LEASE = "no outcome was recorded before the lease ended";
    private static final String CLAIM = "attempt = o.attempt + 1";
    private static final String DECIDE = "x.verdict";
    private static final String IN_DOUBT = "AS first_started_at";

    private PlantedBugs() {}

    /** What the simulation is known to catch. */
    static List<PlantedBug> caught() {
        return List.of(
                PlantedBug.sql(
                        "no settle window",
                        RECORD,
                        "THEN x.settles_at ELSE o.settles_at END",
                        "THEN x.ended_at ELSE o.settles_at END"),
                PlantedBug.sql(
                        "no settle window after a lease",
                        LEASE,
                        "settles_at = x.settles_at",
                        "settles_at = o.lease_until"),
                PlantedBug.sql("lease end back to queued", LEASE, "'in_doubt'", "'queued'")
                        .and("doubted = true", "doubted = o.doubted"),
                PlantedBug.sql(
                        "twin watch off", RECORD, "was_doubted AND x_watch_at", "was_doubted AND false AND x_watch_at"),
                PlantedBug.sql(
                                "link without the reservation",
                                DECIDE,
                                "(x.id IN (SELECT r.order_id FROM reserved r)",
                                "(true OR x.id IN (SELECT r.order_id FROM reserved r)")
                        .and("WHERE x.verdict = 'link' AND x.shop_id IS NOT NULL", "WHERE false"),
                PlantedBug.sql(
                        "stale proof accepted at the claim",
                        CLAIM,
                        "o.proof_at >= x.proof_after",
                        "o.proof_at IS NOT NULL"),
                PlantedBug.sql(
                        "a timeout is called not sent", RECORD, "('accepted_no_id', 'unknown')", "('accepted_no_id')"),
                PlantedBug.at("an adapter calls a timeout not sent", Seam.TIMEOUT_IS_NOT_SENT),
                PlantedBug.sql(
                        "cancel wish forgotten by the verdict",
                        IN_DOUBT,
                        "o.cancel_requested",
                        "false AS cancel_requested"),
                PlantedBug.at("relay deletes what the log lost", Seam.LOG_ACKS_WHAT_IT_LOST),
                PlantedBug.at("a wrong clock is trusted", Seam.CLOCK_ALWAYS_TRUSTED),
                PlantedBug.sql(
                        "verdict without its event",
                        DECIDE,
                        "WHERE m.status = 'synced'",
                        "WHERE m.status = 'synced' AND false"),
                PlantedBug.sql(
                        "the shop's clock is ours",
                        "measured_lag_ms, clock_skew_ms",
                        "clock_skew_ms",
                        "0 AS clock_skew_ms"),
                PlantedBug.sql("audit skips its chain", RECORD, "audit_hash(o.audit_head,", "audit_hash('',"));
    }

    /** What it does not catch so far, or whose plant is no good yet: its open work. */
    static List<PlantedBug> open() {
        return List.of(
                PlantedBug.at("a failed lookup counts as none", Seam.FAILED_LOOKUP_IS_NONE),
                PlantedBug.at("first row taken unchecked", Seam.FIRST_ROW_UNCHECKED),
                PlantedBug.at("key changed on retry", Seam.KEY_CHANGES_ON_RETRY),
                PlantedBug.sql("claim without status guard", CLAIM, "o.status = 'queued' AND o.due_at", "o.due_at"),
                PlantedBug.sql(
                        "the decisive lookup may start early",
                        IN_DOUBT,
                        "o.settles_at, o.decide_by",
                        "o.doubt_since AS settles_at, o.decide_by"),
                PlantedBug.sql(
                        "verdict without the evidence version",
                        DECIDE,
                        " AND o.evidence_version = x.evidence_version",
                        ""),
                PlantedBug.at("no monotonic check after a freeze", Seam.NO_MONOTONIC_CHECK),
                PlantedBug.sql("accepted without id is sent again", IN_DOUBT, "o.no_id", "false AS no_id"),
                PlantedBug.sql("one look is enough", IN_DOUBT, "o.none_since", "o.doubt_since AS none_since"),
                PlantedBug.sql(
                        "outcome without attempt number",
                        RECORD,
                        "o.status = 'posting' AND o.attempt = x.attempt",
                        "o.status = 'posting'"),
                PlantedBug.sql("doubt forgotten after not sent", RECORD, "doubted = o.doubted OR", "doubted ="),
                PlantedBug.sql(
                        "forced permit never used up",
                        RECORD,
                        "permit = o.permit AND x.outcome = 'not_sent'",
                        "permit = o.permit"),
                PlantedBug.sql(
                        "a person's retry needs no proof",
                        "'Waiting to be sent again, as you asked.'",
                        "permit = x.force",
                        "permit = true"),
                PlantedBug.sql(
                        "late answer ignored",
                        "x.whole AND NOT o.cancel_requested AND (x.id IN",
                        "o.attempt >= x.attempt",
                        "false"),
                PlantedBug.at("half a copy counts as whole", Seam.HALF_COUNTS_AS_WHOLE),
                PlantedBug.at("a cancelled copy counts as open", Seam.CANCELLED_COUNTS_AS_OPEN),
                PlantedBug.at("a likely copy links by itself", Seam.LIKELY_COPY_IS_TAKEN_FOR_OURS),
                PlantedBug.at("intake says 202 for what it did not store", Seam.INTAKE_ACKS_WHAT_IT_LOST),
                PlantedBug.sql(
                        "deadline pushed on by each lookup",
                        DECIDE,
                        "THEN o.decide_by END",
                        "THEN o.decide_by + interval '10 minutes' END"));
    }
}
