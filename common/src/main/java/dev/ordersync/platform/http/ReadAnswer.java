package dev.ordersync.platform.http;

import dev.ordersync.platform.answer.Foreign;
import dev.ordersync.platform.answer.Hold;
import dev.ordersync.platform.answer.Json;
import dev.ordersync.platform.answer.ShopError;
import dev.ordersync.platform.client.Exchange;
import dev.ordersync.platform.client.Exchange.Answer;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a read brought.
 *
 * @param body the shop's JSON; null when it is not usable
 * @param problem why it is not usable
 * @param hold the code of a hold, where the answer holds the store
 * @param absent the shop's own 404
 */
record ReadAnswer(
        @Nullable JsonNode body,
        String problem,
        @Nullable String hold,
        boolean absent,
        @Nullable Instant shopTime) {
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    static ReadAnswer of(Exchange exchange) {
        return switch (exchange) {
            case Exchange.NotSent notSent -> problem(notSent.detail());
            case Exchange.NoAnswer none -> problem(none.detail());
            case Answer answer -> of(answer);
        };
    }

    private static ReadAnswer of(Answer answer) {
        var hold = Hold.ofRead(answer.status());
        if (hold.isPresent()) {
            return new ReadAnswer(null, "the shop answered " + answer.status(), hold.get(), false, answer.date());
        }
        if (answer.status() == NOT_FOUND && ShopError.of(answer).isPresent()) {
            return new ReadAnswer(null, "the shop answered 404", null, true, answer.date());
        }
        var body = answer.status() == OK ? Json.object(answer) : Optional.<JsonNode>empty();
        return body.map(json -> new ReadAnswer(json, "", null, false, answer.date()))
                .orElseGet(() -> new ReadAnswer(null, Foreign.words(answer), null, false, answer.date()));
    }

    private static ReadAnswer problem(String problem) {
        return new ReadAnswer(null, problem, null, false, null);
    }
}
