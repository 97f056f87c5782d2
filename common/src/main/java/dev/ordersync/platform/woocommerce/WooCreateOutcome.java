package dev.ordersync.platform.woocommerce;

import dev.ordersync.order.Outcome;
import dev.ordersync.platform.AsSent;
import dev.ordersync.platform.NewOrder;
import dev.ordersync.platform.Shop;
import dev.ordersync.platform.answer.Foreign;
import dev.ordersync.platform.answer.Hold;
import dev.ordersync.platform.answer.Json;
import dev.ordersync.platform.answer.RetryAfter;
import dev.ordersync.platform.answer.ShopError;
import dev.ordersync.platform.client.Exchange;
import dev.ordersync.platform.client.Exchange.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What WooCommerce's answer to a POST means. A 201 can be the wrong order (an unknown product, a body that did not get
 * through), so what came back is compared; a 4xx is the shop's own only with its error body.
 */
final class WooCreateOutcome {
    private static final int CREATED = 201;
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY_REQUESTS = 429;

    private WooCreateOutcome() {}

    static Outcome of(Exchange exchange, Shop shop, NewOrder order) {
        return switch (exchange) {
            case Exchange.NotSent notSent -> new Outcome.NotSent(notSent.detail());
            case Exchange.NoAnswer none -> Outcome.Unknown.because(none.detail());
            case Answer answer -> of(answer, shop, order);
        };
    }

    private static Outcome of(Answer answer, Shop shop, NewOrder order) {
        int status = answer.status();
        if (status == CREATED && Json.says(answer) && !Foreign.isPage(answer)) {
            return created(answer, shop, order);
        }
        var error = status >= 400 && status < 500 ? ShopError.of(answer) : Optional.<ShopError>empty();
        if (status == TOO_MANY_REQUESTS) {
            // The shop itself never says this; its host does, in front of it.
            return new Outcome.Unknown(status, "429 that is not the shop's own", RetryAfter.of(answer), false);
        }
        return error.map(own -> refused(answer, own, order))
                .orElseGet(
                        () -> new Outcome.Unknown(status, Foreign.words(answer), null, Foreign.isUnexpected(answer)));
    }

    private static Outcome created(Answer answer, Shop shop, NewOrder order) {
        var row = Json.object(answer);
        var id = row.flatMap(WooCopy::id);
        if (row.isEmpty() || id.isEmpty()) {
            return new Outcome.AcceptedNoId(
                    answer.status(),
                    "accepted, but "
                            + (answer.cutShort() == null ? "the answer has no id" : "the answer was cut short"));
        }
        return new Outcome.Accepted(
                id.get(), WooCopy.url(shop, id.get()), answer.status(), differences(row.get(), order));
    }

    private static List<String> differences(JsonNode row, NewOrder order) {
        var differences = new ArrayList<>(AsSent.differences(order.content(), WooCopy.content(row)));
        if (!order.key().equals(WooReference.of(row).orElse(null))) {
            differences.add("reference");
        }
        return List.copyOf(differences);
    }

    private static Outcome refused(Answer answer, ShopError error, NewOrder order) {
        int status = answer.status();
        var words = error.words(order.content()) + draft(answer);
        var code = error.code().toLowerCase(Locale.ROOT);
        // A nonce that was used before: the same call arrived once already.
        if (status == 408 || status == 409 || status == 425 || (status == UNAUTHORIZED && words.contains("nonce"))) {
            return new Outcome.Unknown(status, words, null, false);
        }
        if (status == 404 && !code.equals("rest_no_route")) {
            return new Outcome.Unknown(status, words, null, false);
        }
        return Hold.ofPost(status)
                .<Outcome>map(hold -> new Outcome.Held(status, hold, words))
                .orElseGet(() -> new Outcome.Rejected(status, words));
    }

    /** A refused order can leave a draft behind, which the shop removes after a day. */
    private static String draft(Answer answer) {
        return Json.object(answer)
                .map(body -> Json.text(body.path("data"), "new_draft_order_id"))
                .map(id -> " (a draft was left behind: " + id + ")")
                .orElse("");
    }
}
