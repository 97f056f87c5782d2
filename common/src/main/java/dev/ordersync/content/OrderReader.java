package dev.ordersync.content;

import dev.ordersync.order.OrderContent;
import dev.ordersync.order.OrderContent.Address;
import dev.ordersync.order.OrderContent.Customer;
import dev.ordersync.order.OrderContent.Line;
import dev.ordersync.order.StoreKey;
import dev.ordersync.problem.FieldError;
import dev.ordersync.problem.Refusal;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The rules for an order's content. Strict: what we let in is sent to a shop and shown to people. */
public final class OrderReader {
    public static final int MAX_LINES = 1_000;

    private static final int MAX_QUANTITY = 1_000_000;
    private static final int MAX_ID = 64;
    private static final int MAX_NAME = 100;
    private static final int MAX_EMAIL = 254;
    private static final int MAX_PHONE = 40;
    private static final int MAX_STREET = 200;
    private static final int MAX_POSTAL_CODE = 20;
    private static final int MAX_SKU = 100;
    private static final int MAX_TITLE = 300;
    private static final int MAX_NOTE = 5_000;
    private static final int MAX_URL = 2_000;
    private static final int MAX_TIME = 40;
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 2199;
    private static final int MAX_DEPTH = 10;

    private static final Set<String> AMOUNTS = Set.of("currency", "shipping", "tax", "discount", "total");
    /** Those with digits of their own; gold and test codes have none. */
    private static final Map<String, Currency> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .filter(currency -> currency.getDefaultFractionDigits() >= 0)
            .collect(Collectors.toUnmodifiableMap(Currency::getCurrencyCode, Function.identity()));

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]+");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@,;<>]+@[^\\s@,;<>.]+(\\.[^\\s@,;<>.]+)+");
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final String ID_RULE = "must be letters, digits, '.', '_' or '-', and not only dots";

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    // Which of two values counts would be a guess.
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private OrderReader() {}

    /** @throws Refusal 400 for what is no JSON object */
    public static JsonNode parse(byte[] json) {
        JsonNode tree;
        try {
            tree = JSON.readTree(json);
        } catch (JacksonException e) {
            // Its message may quote the body, which holds personal data.
            throw Refusal.malformedJson("The body is not one JSON object.");
        }
        if (!tree.isObject()) {
            throw Refusal.malformedJson("The body is not one JSON object.");
        }
        return tree;
    }

    /**
     * @param isKnown whether orders may be for this store
     * @throws Refusal 422 naming every bad field
     */
    public static ReadOrder check(JsonNode tree, Predicate<StoreKey> isKnown) {
        var errors = new ArrayList<FieldError>();
        var content = content(Fields.of(tree, errors), isKnown);
        if (amountsAreRead(errors) && content.total().compareTo(sum(content)) != 0) {
            errors.add(new FieldError(
                    "total",
                    "must be lines + shipping + tax − discount, " + sum(content).toPlainString()));
        }
        if (!errors.isEmpty()) {
            throw Refusal.invalid(errors);
        }
        return new ReadOrder(content, JSON.writeValueAsString(tree));
    }

    private static OrderContent content(Fields order, Predicate<StoreKey> isKnown) {
        var currency = currency(order);
        int digits = currency == null ? Integer.MAX_VALUE : currency.getDefaultFractionDigits();
        var source = order.text("source", MAX_ID, OrderReader::isId, ID_RULE);
        var content = new OrderContent(
                order.required("id", MAX_ID, OrderReader::isId, ID_RULE),
                source == null ? OrderContent.DEFAULT_SOURCE : source,
                order.text("url", MAX_URL, OrderReader::isUrl, "must be an http or https address"),
                order.required(
                        "store",
                        MAX_ID,
                        key -> StoreKey.isValid(key) && isKnown.test(new StoreKey(key)),
                        "is not a known store"),
                placedAt(order),
                currency == null ? "" : currency.getCurrencyCode(),
                customer(order.object("customer", true)),
                address(order.object("shippingAddress", true)),
                order.has("billingAddress") ? address(order.object("billingAddress", false)) : null,
                lines(order.objects("lines", MAX_LINES), digits),
                order.money("shipping", digits, false),
                order.money("tax", digits, false),
                order.money("discount", digits, false),
                order.money("total", digits, true),
                order.text("note", MAX_NOTE, true));
        order.end();
        return content;
    }

    private static Customer customer(Fields customer) {
        var read = new Customer(
                customer.text("firstName", MAX_NAME),
                customer.text("lastName", MAX_NAME),
                customer.text("email", MAX_EMAIL, EMAIL.asMatchPredicate(), "must be an e-mail address"),
                customer.text("phone", MAX_PHONE));
        customer.end();
        return read;
    }

    private static Address address(Fields address) {
        var read = new Address(
                address.text("name", MAX_NAME),
                address.text("company", MAX_NAME),
                address.text("line1", MAX_STREET),
                address.text("line2", MAX_STREET),
                address.text("city", MAX_NAME),
                address.text("region", MAX_NAME),
                address.text("postalCode", MAX_POSTAL_CODE),
                address.text("country", MAX_NAME, COUNTRY.asMatchPredicate(), "must be two letters, such as US"));
        address.end();
        return read;
    }

    private static List<Line> lines(List<Fields> lines, int digits) {
        return lines.stream().map(line -> line(line, digits)).toList();
    }

    private static Line line(Fields line, int digits) {
        var read = new Line(
                line.text("sku", MAX_SKU),
                line.text("title", MAX_TITLE),
                line.count("quantity", MAX_QUANTITY),
                line.money("unitPrice", digits, true));
        if (!line.has("sku") && !line.has("title")) {
            line.refused("sku", "is required where the line has no title");
        }
        line.end();
        return read;
    }

    /** A sum over stand-ins would only be a second complaint about the same field. */
    private static boolean amountsAreRead(List<FieldError> errors) {
        return errors.stream()
                .map(FieldError::field)
                .noneMatch(field -> field.startsWith("lines") || AMOUNTS.contains(field));
    }

    private static BigDecimal sum(OrderContent order) {
        return order.lines().stream()
                .map(line -> line.unitPrice().multiply(BigDecimal.valueOf(line.quantity())))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .add(order.shipping())
                .add(order.tax())
                .subtract(order.discount());
    }

    private static @Nullable Currency currency(Fields order) {
        var code =
                order.required("currency", MAX_NAME, CURRENCIES::containsKey, "must be an ISO 4217 code, such as USD");
        return CURRENCIES.get(code);
    }

    private static OffsetDateTime placedAt(Fields order) {
        var text = order.required(
                "placedAt",
                MAX_TIME,
                time -> time(time) != null,
                "must be a time with offset, such as 2026-11-24T10:15:30Z");
        var time = time(text);
        return time == null ? OffsetDateTime.MIN : time;
    }

    private static @Nullable OffsetDateTime time(String text) {
        try {
            var time = OffsetDateTime.parse(text);
            return time.getYear() < FIRST_YEAR || time.getYear() > LAST_YEAR ? null : time;
        } catch (DateTimeException _) {
            return null;
        }
    }

    private static boolean isId(String text) {
        return ID.matcher(text).matches() && !text.chars().allMatch(c -> c == '.');
    }

    private static boolean isUrl(String text) {
        try {
            var uri = new URI(text);
            return ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()))
                    && uri.getHost() != null;
        } catch (URISyntaxException _) {
            return false;
        }
    }
}
