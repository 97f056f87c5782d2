package dev.ordersync.platform.woocommerce;

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
 * @param body the shop's JSON, an object or a list; null when it is not usable
 * @param problem why it is not usable
 * @param hold the code of a hold, where the answer holds the store
 * @param absent the shop's own 404 about an order
 */
record WooRead(
        @Nullable JsonNode body,
        String problem,
        @Nullable String hold,
        boolean absent,
        @Nullable Instant shopTime) {
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    static WooRead of(Exchange exchange) {
        return switch (exchange) {
            case Exchange.NotSent notSent -> new WooRead(null, notSent.detail(), null, false, null);
            case Exchange.NoAnswer none -> new WooRead(null, none.detail(), null, false, null);
            case Answer answer -> of(answer);
        };
    }

    private static WooRead of(Answer answer) {
        var hold = Hold.ofRead(answer.status());
        if (hold.isPresent()) {
            return new WooRead(null, "the shop answered " + answer.status(), hold.get(), false, answer.date());
        }
        // A route that is missing is no order that is missing.
        boolean absent = answer.status() == NOT_FOUND
                && ShopError.of(answer)
                        .filter(error -> error.code().endsWith("_invalid_id"))
                        .isPresent();
        var body = answer.status() == OK ? Json.any(answer) : Optional.<JsonNode>empty();
        return new WooRead(body.orElse(null), body.isPresent() ? "" : words(answer), null, absent, answer.date());
    }

    private static String words(Answer answer) {
        return ShopError.of(answer)
                .map(error -> "the shop answered " + answer.status() + " " + error.code())
                .orElseGet(() -> Foreign.words(answer));
    }
}
