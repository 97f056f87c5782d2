package dev.ordersync.reconciler.incidents;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One situation that people are told about.
 *
 * @param count how many orders have been part of it
 * @param orders the latest of them
 * @param mails the latest that were written about it
 */
public record IncidentSheet(
        long id,
        String kind,
        String store,
        String state,
        Instant openedAt,
        @Nullable Instant closedAt,
        int count,
        List<Order> orders,
        @Nullable String acknowledgedBy,
        @Nullable Instant snoozedUntil,
        @Nullable String assignee,
        List<Mail> mails) {

    public record Order(String id, String source) {}

    /** @param result waiting, sent or failed */
    public record Mail(Instant at, String to, String subject, String result) {}
}
