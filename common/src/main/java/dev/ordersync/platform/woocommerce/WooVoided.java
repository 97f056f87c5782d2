package dev.ordersync.platform.woocommerce;

import dev.ordersync.platform.Voided;
import dev.ordersync.platform.answer.Foreign;
import dev.ordersync.platform.answer.Hold;
import dev.ordersync.platform.answer.Json;
import dev.ordersync.platform.answer.ShopError;
import dev.ordersync.platform.client.Exchange;
import dev.ordersync.platform.client.Exchange.Answer;

/** What the answer to a delete or a cancel means. An order that is gone is 404, 410, or for a change a 400 about its id. */
final class WooVoided {
    private WooVoided() {}

    static Voided of(Exchange exchange) {
        return switch (exchange) {
            case Exchange.NotSent notSent -> new Voided.Unclear(notSent.detail(), null);
            case Exchange.NoAnswer none -> new Voided.Unclear(none.detail(), null);
            case Answer answer -> of(answer);
        };
    }

    private static Voided of(Answer answer) {
        int status = answer.status();
        if (status == 200 && Json.object(answer).isPresent()) {
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
        var code = error.get().code();
        if (code.endsWith("_invalid_id") || code.endsWith("already_trashed")) {
            return new Voided.Gone();
        }
        return switch (status) {
            case 400, 405, 409, 422, 501 -> new Voided.Refused(status + " " + code);
            default -> new Voided.Unclear("the shop answered " + status + " " + code, null);
        };
    }
}
