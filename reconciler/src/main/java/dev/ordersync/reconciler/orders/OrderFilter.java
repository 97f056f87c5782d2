package dev.ordersync.reconciler.orders;

import dev.ordersync.order.OrderStatus;
import dev.ordersync.problem.FieldError;
import dev.ordersync.problem.Refusal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which orders a list shows.
 *
 * @param statuses empty: all
 * @param store null: all that the caller may see
 * @param q matches id, customer, e-mail, SKU, platform order id
 * @param since earliest {@code receivedAt}, included
 * @param until latest {@code receivedAt}, included
 * @param overdue only those that have waited too long
 * @param needsPerson only those that wait for a person
 */
public record OrderFilter(
        List<OrderStatus> statuses,
        @Nullable String store,
        @Nullable String q,
        @Nullable Instant since,
        @Nullable Instant until,
        boolean overdue,
        boolean needsPerson) {
    private static final int MAX_QUERY = 200;

    public static final OrderFilter ALL = new OrderFilter(List.of(), null, null, null, null, false, false);

    /**
     * From texts of a request. {@code overdue} and {@code needs_person} may stand among the statuses.
     *
     * @param status one or several, separated by commas
     * @throws Refusal 422 naming every bad parameter
     */
    public static OrderFilter of(
            @Nullable String status,
            @Nullable String store,
            @Nullable String q,
            @Nullable String since,
            @Nullable String until) {
        var errors = new ArrayList<FieldError>();
        var words = status == null
                ? List.<String>of()
                : Arrays.stream(status.split(",", -1))
                        .map(String::strip)
                        .filter(word -> !word.isEmpty())
                        .toList();
        var statuses = new ArrayList<OrderStatus>();
        for (var word : words) {
            if (!word.equals("overdue") && !word.equals("needs_person")) {
                status(word, errors, statuses);
            }
        }
        if (q != null && q.length() > MAX_QUERY) {
            errors.add(new FieldError("q", "must have at most " + MAX_QUERY + " characters"));
        }
        var filter = new OrderFilter(
                List.copyOf(statuses),
                blankToNull(store),
                blankToNull(q),
                time("since", since, errors),
                time("until", until, errors),
                words.contains("overdue"),
                words.contains("needs_person"));
        if (!errors.isEmpty()) {
            throw Refusal.invalid(errors);
        }
        return filter;
    }

    private static void status(String word, List<FieldError> errors, List<OrderStatus> statuses) {
        try {
            statuses.add(OrderStatus.of(word));
        } catch (IllegalArgumentException _) {
            errors.add(new FieldError("status", "must be order statuses, overdue or needs_person"));
        }
    }

    private static @Nullable Instant time(String field, @Nullable String text, List<FieldError> errors) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            // A plus sign that was not escaped arrives as a space.
            return OffsetDateTime.parse(text.strip().replace(' ', '+')).toInstant();
        } catch (DateTimeParseException _) {
            errors.add(new FieldError(field, "must be a time with offset, such as 2026-11-24T10:15:30Z"));
            return null;
        }
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
