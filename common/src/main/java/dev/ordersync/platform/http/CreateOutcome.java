package dev.ordersync.platform.http;

import dev.ordersync.order.Outcome;
import dev.ordersync.order.Outcome.Accepted;
import dev.ordersync.order.Outcome.AcceptedNoId;
import dev.ordersync.order.Outcome.Held;
import dev.ordersync.order.Outcome.NotSent;
import dev.ordersync.order.Outcome.Rejected;
import dev.ordersync.order.Outcome.Throttled;
import dev.ordersync.order.Outcome.Unknown;
import dev.ordersync.order.PlatformOrderId;
import dev.ordersync.platform.AsSent;
import dev.ordersync.platform.NewOrder;
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
 * Says what the answer to a POST of an order means. The body decides, not only the status: a gateway may answer in the
 * shop's place after the shop took the order. Whatever is not recognised is unknown.
 */
final class CreateOutcome {
    private static final int CREATED = 201;
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY_REQUESTS = 429;

    private CreateOutcome() {}

    static Outcome of(Exchange exchange, NewOrder order) {
        return switch (exchange) {
            case Exchange.NotSent notSent -> new NotSent(notSent.detail());
            case Exchange.NoAnswer none -> Unknown.because(none.detail());
            case Answer answer -> of(answer, order);
        };
    }

    private static Outcome of(Answer answer, NewOrder order) {
        int status = answer.status();
        if (status == CREATED && Json.says(answer) && !Foreign.isPage(answer)) {
            return created(answer, order);
        }
        if (status == TOO_MANY_REQUESTS) {
            return throttled(answer, order);
        }
        var error = status >= 400 && status < 500 ? ShopError.of(answer) : Optional.<ShopError>empty();
        return error.map(own -> refused(answer, own, order)).orElseGet(() -> unrecognised(answer));
    }

    /** With a JSON content type, a 201 is the shop's own: what is missing in it makes it no less accepted. */
    private static Outcome created(Answer answer, NewOrder order) {
        var copy = Json.object(answer);
        var id = copy.flatMap(CopyReader::id);
        if (copy.isEmpty() || id.isEmpty()) {
            return new AcceptedNoId(answer.status(), "accepted, but " + whyNoId(answer, copy.isPresent()));
        }
        return accepted(answer, copy.get(), id.get(), order);
    }

    private static String whyNoId(Answer answer, boolean readable) {
        if (answer.cutShort() != null) {
            return "the answer was cut short: " + answer.cutShort();
        }
        return readable ? "the answer has no id" : "the answer cannot be read";
    }

    private static Outcome accepted(Answer answer, JsonNode copy, PlatformOrderId id, NewOrder order) {
        var differences = new ArrayList<>(AsSent.differences(order.content(), CopyReader.content(copy)));
        differences.addAll(strange(copy, order.key()));
        return new Accepted(id, CopyReader.url(copy), answer.status(), List.copyOf(differences));
    }

    /**
     * What makes a copy doubtful beside its content. Another order's reference: the shop says that it has a copy, so the
     * order is not sent again, but which copy it is must be looked at by a person. A replayed answer to a key can show
     * a copy that the merchant has since cancelled.
     */
    private static List<String> strange(JsonNode copy, String key) {
        var strange = new ArrayList<String>();
        var reference = Json.text(copy, "reference");
        if (reference != null && !reference.equals(key)) {
            strange.add("reference");
        }
        if (copy.path("test").asBoolean(false)) {
            strange.add("test");
        }
        if (CopyReader.status(copy).filter(status -> !status.isLive()).isPresent()) {
            strange.add("status");
        }
        return strange;
    }

    private static Outcome throttled(Answer answer, NewOrder order) {
        var pause = RetryAfter.of(answer);
        return ShopError.of(answer)
                .<Outcome>map(own -> new Throttled(answer.status(), own.words(order.content()), pause))
                .orElseGet(() -> new Unknown(answer.status(), "429 that is not the shop's own", pause, false));
    }

    private static Outcome refused(Answer answer, ShopError error, NewOrder order) {
        int status = answer.status();
        var words = error.words(order.content());
        if (leavesOpen(status, error.code().toLowerCase(Locale.ROOT))) {
            return new Unknown(status, words, null, false);
        }
        return Hold.ofPost(status)
                .<Outcome>map(hold -> new Held(status, hold, words))
                .orElseGet(() -> new Rejected(status, words));
    }

    /** The shop's own errors after which it may have the order all the same. */
    private static boolean leavesOpen(int status, String code) {
        return switch (status) {
            // Request timeout, proxy authentication, conflict with a request in flight, misdirected, too early.
            case 407, 408, 409, 421, 425 -> true;
            case UNAUTHORIZED -> code.contains("nonce");
            default -> code.equals("idempotency-key-reused") || code.contains("in-flight");
        };
    }

    private static Outcome unrecognised(Answer answer) {
        return new Unknown(answer.status(), Foreign.words(answer), null, Foreign.isUnexpected(answer));
    }
}
