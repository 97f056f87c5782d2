package dev.ordersync.reconciler.orders;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Everything known about one order, in the contract's words.
 *
 * @param url the order's page on the marketplace
 * @param content the order as handed to us, for its present generation
 * @param nextActionAt when anyone acts or looks next by itself; null: settled
 * @param decideBy when the doubt should be decided; null once it is
 * @param allowedActions the buttons that are safe now
 */
public record OrderSheet(
        String id,
        String source,
        String store,
        @Nullable String url,
        Instant receivedAt,
        int version,
        String status,
        @Nullable String reason,
        @Nullable String platformOrderId,
        @Nullable String platformOrderUrl,
        String idempotencyKey,
        int generation,
        JsonNode content,
        List<Attempt> attempts,
        List<Lookup> lookups,
        List<Twin> twins,
        boolean cancelRequested,
        @Nullable Instant nextActionAt,
        @Nullable Instant decideBy,
        @Nullable Instant decidedAt,
        boolean overdue,
        List<String> allowedActions) {

    /** @param endedAt null with the outcome while it is in flight */
    public record Attempt(
            int number,
            int generation,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String outcome,
            @Nullable Integer httpStatus,
            @Nullable String detail) {}

    /** @param foundBy lookup, webhook, watch, late-answer, person */
    public record Lookup(
            Instant at,
            String result,
            boolean fresh,
            boolean complete,
            @Nullable String detail,
            String foundBy,
            String ruleset,
            List<Candidate> candidates) {}

    /**
     * @param score 0 to 1: how alike they are, not a probability
     * @param status of the copy when it was seen
     * @param reference it carries our reference, or the shop named it in answer to our own attempt
     * @param rivals other orders of ours, by id, that it may be just as well; not in lookups of earlier versions
     */
    public record Candidate(
            String platformOrderId,
            @Nullable String url,
            double score,
            boolean dismissed,
            @Nullable String status,
            boolean reference,
            @Nullable List<String> rivals,
            List<Evidence> evidence) {}

    /** @param agreement exact, close, missing or differs */
    public record Evidence(
            String field, @Nullable String ours, @Nullable String theirs, String agreement, double weight) {}

    public record Twin(String platformOrderId, @Nullable String url, Instant foundAt, String foundBy, String state) {}
}
