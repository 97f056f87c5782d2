package dev.ordersync.platform.http;

import dev.ordersync.platform.Voided;
import dev.ordersync.platform.answer.Foreign;
import dev.ordersync.platform.answer.Hold;
import dev.ordersync.platform.answer.Json;
import dev.ordersync.platform.answer.ShopError;
import dev.ordersync.platform.client.Exchange;
import dev.ordersync.platform.client.Exchange.Answer;

/**
 * Says what the answer to a delete or a cancel means. As everywhere, a refusal needs the shop's own error body; whatever
 * is not recognised leaves open what happened.
 */
final class VoidAnswer {
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int NOT_FOUND = 404;

    private VoidAnswer() {}

    static Voided of(Exchange exchange) {
        return switch (exchange) {
            case Exchange.NotSent notSent -> new Voided.Unclear(notSent.detail(), null);
            case Exchange.NoAnswer none -> new Voided.Unclear(none.detail(), null);
            case Answer answer -> of(answer);
        };
    }

    private static Voided of(Answer answer) {
        int status = answer.status();
        if (status == NO_CONTENT || (status == OK && Json.object(answer).isPresent())) {
            return new Voided.Gone();
        }
        var hold = Hold.ofRead(status);
        if (hold.isPresent()) {
            return new Voided.Unclear("the shop answered " + status, hold.get());
        }
        var error = ShopError.of(answer);
        if (error.isEmpty()) {
            return new Voided.Unclear(Foreign.words(answer), null);
        }
        return switch (status) {
            case NOT_FOUND -> new Voided.Gone();
            // A refusal of what was asked; the shop's other errors (busy, broken) may pass.
            case 400, 405, 409, 422, 501 ->
                new Voided.Refused(status + " " + error.get().code());
            default ->
                new Voided.Unclear(
                        "the shop answered " + status + " " + error.get().code(), null);
        };
    }
}
