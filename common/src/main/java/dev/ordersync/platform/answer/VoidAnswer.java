package dev.ordersync.platform.answer;

import dev.ordersync.platform.Voided;
import dev.ordersync.platform.client.Exchange;
import dev.ordersync.platform.client.Exchange.Answer;

/**
 * Says what the answer to a delete or a cancel means. As everywhere, a refusal needs the shop's own error body; whatever
 * is not recognised leaves open what happened.
 */
public final class VoidAnswer {
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;

    private VoidAnswer() {}

    public static Voided of(Exchange exchange, NoSuchOrder noSuchOrder) {
        return switch (exchange) {
            case Exchange.NotSent notSent -> new Voided.Unclear(notSent.detail(), null);
            case Exchange.NoAnswer none -> new Voided.Unclear(none.detail(), null);
            case Answer answer -> of(answer, noSuchOrder);
        };
    }

    private static Voided of(Answer answer, NoSuchOrder noSuchOrder) {
        int status = answer.status();
        if (status == NO_CONTENT || (status == OK && Json.object(answer).isPresent())) {
            return new Voided.Gone();
        }
        var hold = Hold.ofRead(status);
        if (hold.isPresent()) {
            return new Voided.Unclear("the shop answered " + status, hold.get());
        }
        var error = ShopError.of(answer).orElse(null);
        if (error == null) {
            return new Voided.Unclear(Foreign.words(answer), null);
        }
        if (noSuchOrder.says(status, error)) {
            return new Voided.Gone();
        }
        return switch (status) {
            // A refusal of what was asked; the shop's other errors (busy, broken) may pass.
            case 400, 405, 409, 422, 501 -> new Voided.Refused(status + " " + error.code());
            default -> new Voided.Unclear("the shop answered " + status + " " + error.code(), null);
        };
    }
}
