package dev.ordersync.platform.answer;

import dev.ordersync.platform.client.Exchange;
import dev.ordersync.platform.client.Exchange.Answer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a read brought.
 *
 * @param body the shop's JSON, an object or a list; null when it is not usable
 * @param problem why it is not usable
 * @param hold the code of a hold, where the answer holds the store
 * @param absent the shop says itself that it has no such order
 * @param shopTime the shop's clock as its {@code Date} header gave it
 */
public record ReadAnswer(
        @Nullable JsonNode body,
        String problem,
        @Nullable String hold,
        boolean absent,
        @Nullable Instant shopTime) {
    private static final int OK = 200;

    public static ReadAnswer of(Exchange exchange, NoSuchOrder noSuchOrder) {
        return switch (exchange) {
            case Exchange.NotSent notSent -> new ReadAnswer(null, notSent.detail(), null, false, null);
            case Exchange.NoAnswer none -> new ReadAnswer(null, none.detail(), null, false, null);
            case Answer answer -> of(answer, noSuchOrder);
        };
    }

    private static ReadAnswer of(Answer answer, NoSuchOrder noSuchOrder) {
        var body = answer.status() == OK ? Json.any(answer).orElse(null) : null;
        if (body != null) {
            return new ReadAnswer(body, "", null, false, answer.date());
        }
        var hold = Hold.ofRead(answer.status());
        if (hold.isPresent()) {
            return new ReadAnswer(null, "the shop answered " + answer.status(), hold.get(), false, answer.date());
        }
        var error = ShopError.of(answer);
        return new ReadAnswer(
                null,
                error.map(own -> "the shop answered " + answer.status() + " " + own.code())
                        .orElseGet(() -> Foreign.words(answer)),
                null,
                error.filter(own -> noSuchOrder.says(answer.status(), own)).isPresent(),
                answer.date());
    }
}
