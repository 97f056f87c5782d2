package dev.ordersync.platform.shopify;

import dev.ordersync.order.Outcome;
import dev.ordersync.platform.AsSent;
import dev.ordersync.platform.NewOrder;
import dev.ordersync.platform.Shop;
import dev.ordersync.platform.answer.Json;
import dev.ordersync.platform.answer.ShopError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What Shopify's answer to {@code orderCreate} means. A 200 says nothing by itself, so that one that was cut short is
 * unknown: it may as well have been an error.
 */
final class ShopifyCreateOutcome {
    private static final int OK = 200;
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private ShopifyCreateOutcome() {}

    static Outcome of(Reply reply, Shop shop, NewOrder order) {
        return switch (reply) {
            case Reply.Data data -> of(data, shop, order);
            case Reply.Throttled throttled ->
                new Outcome.Throttled(throttled.status(), throttled.words(), throttled.retryAfter());
            case Reply.Held held -> new Outcome.Held(held.status(), held.hold(), held.words());
            case Reply.NotSent notSent -> new Outcome.NotSent(notSent.words());
            case Reply.Unclear unclear ->
                new Outcome.Unknown(unclear.status(), unclear.words(), unclear.slowFor(), unclear.unexpected());
        };
    }

    private static Outcome of(Reply.Data data, Shop shop, NewOrder order) {
        var payload = data.data().path("orderCreate");
        var made = payload.path("order");
        if (made.isObject()) {
            return ShopifyCopy.id(made)
                    .<Outcome>map(id ->
                            new Outcome.Accepted(id, ShopifyCopy.url(shop, id), OK, differences(shop, made, order)))
                    .orElseGet(() -> new Outcome.AcceptedNoId(OK, "accepted, but the answer has no id"));
        }
        var errors = StreamSupport.stream(payload.path("userErrors").spliterator(), false)
                .map(error -> UserError.of(error, order))
                .toList();
        if (!errors.isEmpty()) {
            return refused(errors);
        }
        return new Outcome.Unknown(
                OK,
                data.error() == null ? "no order and no error came back" : "the shop answered " + data.error(),
                null,
                false);
    }

    /** Lines beyond the first page are not compared here: the answer does not show them. */
    private static List<String> differences(Shop shop, JsonNode made, NewOrder order) {
        var differences = new ArrayList<String>();
        ShopifyCopy.of(shop, made).ifPresent(copy -> {
            differences.addAll(AsSent.differences(order.content(), copy.content()));
            if (ShopifyCopy.hasMoreLines(made)) {
                differences.remove("lines");
            }
            if (!order.key().equals(copy.reference())) {
                differences.add("reference");
            }
        });
        return List.copyOf(differences);
    }

    private static Outcome refused(List<UserError> errors) {
        var first = errors.getFirst();
        if (errors.stream().anyMatch(UserError::saysThatTheReferenceIsTaken)) {
            return new Outcome.Unknown(OK, "the shop says that it has an order with this reference", null, false);
        }
        if (first.code().equals("shop_dormant")) {
            return new Outcome.Held(OK, "dormant", "the shop is dormant");
        }
        if (first.saysTooMany()) {
            return new Outcome.Throttled(OK, "a trial or development shop takes 5 orders a minute", A_MINUTE);
        }
        return new Outcome.Rejected(OK, first.words());
    }

    /**
     * @param field what it is about, such as {@code order.lineItems.0.quantity}
     * @param words for people, without personal data
     */
    private record UserError(String code, String field, String message, String words) {
        static UserError of(JsonNode error, NewOrder order) {
            var code = Json.text(error, "code");
            var parts = new ArrayList<String>();
            error.path("field").forEach(part -> parts.add(part.asString("")));
            var field = String.join(".", parts);
            var message = Json.text(error, "message");
            var lower = code == null ? "invalid" : code.toLowerCase(Locale.ROOT);
            var said = field.isEmpty() ? message : field + " " + (message == null ? "" : message);
            return new UserError(lower, field, message == null ? "" : message, words(lower, said, order));
        }

        private static String words(String code, @Nullable String said, NewOrder order) {
            return new ShopError(code, said).words(order.content());
        }

        /** The values of our metafield are unique. */
        boolean saysThatTheReferenceIsTaken() {
            var lower = message.toLowerCase(Locale.ROOT);
            return field.contains("metafields")
                    && (lower.contains("unique") || lower.contains("taken") || lower.contains("already"));
        }

        boolean saysTooMany() {
            var lower = message.toLowerCase(Locale.ROOT);
            return lower.contains("too many") || lower.contains("orders per minute");
        }
    }
}
