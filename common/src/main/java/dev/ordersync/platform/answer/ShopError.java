package dev.ordersync.platform.answer;

import dev.ordersync.order.OrderContent;
import dev.ordersync.platform.client.Exchange.Answer;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The shop's own error: JSON with a {@code code}. Any other body came from something in between.
 *
 * @param detail what the shop says about it; it may repeat the customer's data
 */
public record ShopError(String code, @Nullable String detail) {
    private static final int MAX_WORDS = 300;
    private static final int MAX_CODE = 60;

    /** Shorter texts (a middle initial, a house number) would take the sense out of every sentence. */
    private static final int MIN_PERSONAL = 3;

    /** The part of a phone number that every way of writing it has. */
    private static final int PHONE_DIGITS = 7;

    private static final Pattern EMAIL = Pattern.compile("[^\\s@\"'<>(),;:]+@[^\\s@\"'<>(),;:]+");
    private static final Pattern PHONE = Pattern.compile("[+(]?\\d[\\d ()./-]{5,}\\d");

    public static Optional<ShopError> of(Answer answer) {
        return Json.object(answer).flatMap(ShopError::of);
    }

    private static Optional<ShopError> of(JsonNode body) {
        var code = body.path("code").isString() ? Json.text(body, "code") : null;
        return code == null ? Optional.empty() : Optional.of(new ShopError(cut(code, MAX_CODE), said(body)));
    }

    private static @Nullable String said(JsonNode body) {
        var detail = Json.text(body, "detail");
        return detail == null ? Json.text(body, "message") : detail;
    }

    /** The error for people: bounded, on one line, and without what the order says about its customer. */
    public String words(OrderContent content) {
        if (detail == null) {
            return code;
        }
        var words = detail;
        for (var personal : personal(content).toList()) {
            words = wholeWord(personal).matcher(words).replaceAll("…");
        }
        words = EMAIL.matcher(words).replaceAll("…");
        var phone = digits(content.customer().phone());
        words = PHONE.matcher(words).replaceAll(number -> sameNumber(phone, digits(number.group())) ? "…" : "$0");
        return cut(code + ": " + words, MAX_WORDS);
    }

    private static Pattern wholeWord(String text) {
        return Pattern.compile(
                "(?<![\\p{L}\\p{N}])" + Pattern.quote(text) + "(?![\\p{L}\\p{N}])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private static String digits(@Nullable String text) {
        return text == null ? "" : text.replaceAll("\\D", "");
    }

    /** With or without the country's and the trunk's prefix. */
    private static boolean sameNumber(String ours, String theirs) {
        return ours.length() >= PHONE_DIGITS
                && theirs.length() >= PHONE_DIGITS
                && theirs.endsWith(ours.substring(ours.length() - PHONE_DIGITS));
    }

    private static Stream<String> personal(OrderContent content) {
        var customer = content.customer();
        return Stream.concat(
                        Stream.of(customer.firstName(), customer.lastName(), customer.email(), customer.phone()),
                        Stream.of(content.shippingAddress(), content.billingAddress())
                                .filter(Objects::nonNull)
                                .flatMap(ShopError::personal))
                .filter(Objects::nonNull)
                .filter(text -> text.strip().length() >= MIN_PERSONAL)
                .sorted(Comparator.comparingInt(String::length).reversed());
    }

    private static Stream<@Nullable String> personal(OrderContent.Address address) {
        return Stream.of(
                address.name(),
                address.company(),
                address.line1(),
                address.line2(),
                address.city(),
                address.postalCode());
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }
}
