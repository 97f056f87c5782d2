package dev.ordersync.platform.shopify;

import dev.ordersync.platform.answer.Foreign;
import dev.ordersync.platform.answer.Hold;
import dev.ordersync.platform.answer.Json;
import dev.ordersync.platform.answer.RetryAfter;
import dev.ordersync.platform.client.Exchange;
import dev.ordersync.platform.client.Exchange.Answer;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the envelope of an answer. Shopify says nearly everything under 200: {@code errors} beside or instead of
 * {@code data}. What is not Shopify's own, known by one of these two members, came from something in between.
 */
final class ReplyReader {
    private static final int OK = 200;
    private static final int TOO_MANY_REQUESTS = 429;
    /** Shopify's own status for a client that it takes for an attack. */
    private static final int SECURITY_REJECTION = 430;

    private static final Duration SOON = Duration.ofSeconds(2);

    private ReplyReader() {}

    static Reply read(Exchange exchange, Query query) {
        return switch (exchange) {
            case Exchange.NotSent notSent -> new Reply.NotSent(notSent.detail());
            case Exchange.NoAnswer none -> new Reply.Unclear(null, none.detail(), false, null);
            case Answer answer -> read(answer, query);
        };
    }

    private static Reply read(Answer answer, Query query) {
        int status = answer.status();
        var own = Json.object(answer).filter(body -> body.has("data") || body.has("errors"));
        if (own.isPresent() && status == OK) {
            return answered(answer, own.get());
        }
        if (status == TOO_MANY_REQUESTS || status == SECURITY_REJECTION) {
            return own.isPresent()
                    ? new Reply.Throttled(status, "the shop asks us to slow down", RetryAfter.of(answer))
                    : new Reply.Unclear(status, status + " that is not the shop's own", false, RetryAfter.of(answer));
        }
        var hold = query.reads() ? Hold.ofRead(status) : own.flatMap(_ -> Hold.ofPost(status));
        return hold.<Reply>map(code -> new Reply.Held(status, code, "the shop answered " + status))
                .orElseGet(() -> new Reply.Unclear(status, words(answer, own), Foreign.isUnexpected(answer), null));
    }

    private static String words(Answer answer, Optional<JsonNode> own) {
        return own.isPresent() ? "the shop answered " + answer.status() : Foreign.words(answer);
    }

    private static Reply answered(Answer answer, JsonNode body) {
        var code = errorCode(body);
        var data = body.path("data");
        if (code == null) {
            return data.isObject()
                    ? new Reply.Data(data, searchWarning(body), answer.date())
                    : new Reply.Unclear(OK, "the shop answered nothing", false, null);
        }
        if (saysSomething(data)) {
            // Whatever the error is about, a part was done or read: an order can be made and not be shown in full.
            return new Reply.Data(data, code, answer.date());
        }
        return switch (code) {
            case "THROTTLED" -> new Reply.Throttled(OK, "the shop asks us to slow down", Points.refill(body, SOON));
            case "ACCESS_DENIED" -> new Reply.Held(OK, "forbidden", "the app lacks a scope");
            case "SHOP_INACTIVE" -> new Reply.Held(OK, "locked", "the shop is not active");
            default -> new Reply.Unclear(OK, "the shop answered " + code, false, null);
        };
    }

    private static boolean saysSomething(JsonNode data) {
        return data.isObject() && data.valueStream().anyMatch(field -> !field.isNull());
    }

    /** A search with a key that Shopify does not know is answered without that key, with a warning at best. */
    private static @Nullable String searchWarning(JsonNode body) {
        for (var search : body.path("extensions").path("search")) {
            if (!search.path("warnings").isEmpty()) {
                return "that it did not understand the search";
            }
        }
        return null;
    }

    /** The first error's code; its message may repeat what was sent. */
    private static @Nullable String errorCode(JsonNode body) {
        var errors = body.path("errors");
        if (errors.isMissingNode() || errors.isNull() || (errors.isArray() && errors.isEmpty())) {
            return null;
        }
        var code = Json.text(errors.path(0).path("extensions"), "code");
        return code == null ? "an error" : code;
    }
}
