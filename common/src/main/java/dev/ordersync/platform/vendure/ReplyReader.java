package dev.ordersync.platform.vendure;

import dev.ordersync.platform.answer.Foreign;
import dev.ordersync.platform.answer.Hold;
import dev.ordersync.platform.answer.Json;
import dev.ordersync.platform.answer.RetryAfter;
import dev.ordersync.platform.client.Exchange;
import dev.ordersync.platform.client.Exchange.Answer;
import tools.jackson.databind.JsonNode;

/**
 * Reads the envelope of an answer. Vendure says everything under 200, even that nobody is signed in, but for a question
 * that its schema does not know. What has neither {@code data} nor {@code errors} came from something in between.
 */
final class ReplyReader {
    static final String FORBIDDEN = "FORBIDDEN";

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int TOO_MANY_REQUESTS = 429;

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
        if (own.isPresent() && (status == OK || status == BAD_REQUEST)) {
            return answered(answer, own.get());
        }
        if (status == TOO_MANY_REQUESTS) {
            return new Reply.Unclear(status, status + " that is not the shop's own", false, RetryAfter.of(answer));
        }
        // A proxy that asks for a password stands between us and the shop: reads say so, a write proves nothing.
        var hold = query.reads() ? Hold.ofRead(status) : own.flatMap(_ -> Hold.ofPost(status));
        return hold.<Reply>map(code -> new Reply.Held(status, code, "the shop answered " + status))
                .orElseGet(() -> new Reply.Unclear(
                        status,
                        own.isPresent() ? "the shop answered " + status : Foreign.words(answer),
                        Foreign.isUnexpected(answer),
                        null));
    }

    private static Reply answered(Answer answer, JsonNode body) {
        var errors = body.path("errors");
        if (errors.isArray() && !errors.isEmpty()) {
            var code = Json.text(errors.path(0).path("extensions"), "code");
            return new Reply.Failed(answer.status(), code == null ? "" : code, Json.text(errors.path(0), "message"));
        }
        return body.path("data").isObject()
                ? new Reply.Data(body.path("data"), answer.date(), answer.kept())
                : new Reply.Unclear(answer.status(), "the shop answered nothing", false, null);
    }
}
