package dev.ordersync.platform.vendure;

import dev.ordersync.platform.NewOrder;
import dev.ordersync.platform.answer.Json;
import dev.ordersync.platform.answer.ShopError;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What came of one step. */
sealed interface Progress {
    record Done(JsonNode data) implements Progress {}

    /** The shop says no to what the order is; asked again it would say so again. */
    record Refused(String words) implements Progress {}

    /** Whether the step was taken is not known, or the shop may take it another time. */
    record Broken(
            @Nullable Integer status,
            String words,
            boolean unexpected,
            @Nullable Duration slowFor) implements Progress {
        static Broken because(String words) {
            return new Broken(null, words, false, null);
        }
    }

    static Progress of(Reply reply, NewOrder order) {
        return switch (reply) {
            case Reply.Data data ->
                refusal(data.data(), order).<Progress>map(Refused::new).orElseGet(() -> new Done(data.data()));
            case Reply.Failed failed
            when failed.isPermanent() -> new Refused(words(failed.code(), failed.message(), order));
            case Reply.Failed failed -> new Broken(failed.status(), failed.words(), false, null);
            case Reply.Held held -> new Broken(held.status(), held.words(), false, null);
            case Reply.NotSent notSent -> Broken.because(notSent.words());
            case Reply.Unclear unclear ->
                new Broken(unclear.status(), unclear.words(), unclear.unexpected(), unclear.slowFor());
        };
    }

    /** A refusal is a result like any other: one of another type, with a code. */
    private static Optional<String> refusal(JsonNode data, NewOrder order) {
        return data.valueStream()
                .filter(result -> Json.text(result, "errorCode") != null)
                .findFirst()
                .map(result -> {
                    var why = Json.text(result, "transitionError");
                    return words(
                            String.valueOf(Json.text(result, "errorCode")),
                            why == null ? Json.text(result, "message") : why,
                            order);
                });
    }

    private static String words(String code, @Nullable String message, NewOrder order) {
        var name = code.toLowerCase(Locale.ROOT).replace('_', '-').replaceFirst("-error$", "");
        return new ShopError(name, message).words(order.content());
    }
}
