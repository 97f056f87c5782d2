package dev.ordersync.sandbox.shopify;

import dev.ordersync.sandbox.books.Copy;
import dev.ordersync.sandbox.books.CopyStatus;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The documented search syntax: terms, AND (also between two terms without a word), OR, NOT, brackets, quotes and comparators.
 * A term with a key that Shopify does not know is left out of the question, which then asks for more.
 */
final class Search {
    private static final Pattern TOKEN =
            Pattern.compile("\\(|\\)|-?[a-z_]+:(?:<=|>=|<|>)?(?:'[^']*'|\"[^\"]*\"|[^\\s()]+)|[^\\s()]+");
    private static final Pattern TERM = Pattern.compile("(-?)([a-z_]+):(<=|>=|<|>)?(.*)", Pattern.DOTALL);

    private final List<String> tokens = new ArrayList<>();
    private final List<String> unknownKeys = new ArrayList<>();
    private int next;

    private Search(String text) {
        var matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
    }

    /** @param unknownKeys those that were left out */
    record Understood(Predicate<Copy> asked, List<String> unknownKeys) {}

    static Understood of(String text) {
        var search = new Search(text);
        Predicate<Copy> asked = search.tokens.isEmpty() ? Search::every : search.either();
        return new Understood(asked, List.copyOf(search.unknownKeys));
    }

    private Predicate<Copy> either() {
        var asked = all();
        while (isNext("OR")) {
            next++;
            asked = asked.or(all());
        }
        return asked;
    }

    private Predicate<Copy> all() {
        var asked = one();
        while (next < tokens.size() && !isNext("OR") && !isNext(")")) {
            if (isNext("AND")) {
                next++;
            }
            asked = asked.and(one());
        }
        return asked;
    }

    private Predicate<Copy> one() {
        if (next >= tokens.size()) {
            return Search::every;
        }
        var token = tokens.get(next++);
        if (token.equals("NOT")) {
            return one().negate();
        }
        if (token.equals("(")) {
            var within = either();
            next++;
            return within;
        }
        return term(token);
    }

    private boolean isNext(String token) {
        return next < tokens.size() && tokens.get(next).equals(token);
    }

    private Predicate<Copy> term(String token) {
        var parts = TERM.matcher(token);
        if (!parts.matches()) {
            return copy -> copy.order().toLowerCase(Locale.ROOT).contains(token.toLowerCase(Locale.ROOT));
        }
        var value = unquoted(parts.group(4));
        var comparator = parts.group(3) == null ? "" : parts.group(3);
        var asked = keyed(parts.group(2), comparator, value);
        return parts.group(1).isEmpty() ? asked : asked.negate();
    }

    private Predicate<Copy> keyed(String key, String comparator, String value) {
        return switch (key) {
            case "created_at" -> created(comparator, value);
            case "source_identifier" ->
                copy -> mentions(copy, value)
                        && OrderInput.text(own(copy), "sourceIdentifier").equalsIgnoreCase(value);
            case "tag" ->
                copy -> mentions(copy, value)
                        && OrderRows.tags(own(copy)).stream().anyMatch(value::equalsIgnoreCase);
            case "name" -> copy -> value.equals(copy.id()) || value.equals("#" + copy.id());
            case "email" -> copy -> mentions(copy, value);
            case "status" -> copy -> hasStatus(copy, value);
            default -> {
                unknownKeys.add(key);
                yield Search::every;
            }
        };
    }

    private static boolean hasStatus(Copy copy, String status) {
        return switch (status) {
            case "open" -> copy.status() == CopyStatus.OPEN;
            case "closed" -> copy.status() == CopyStatus.FULFILLED;
            case "cancelled" -> copy.status() == CopyStatus.CANCELLED;
            case "not_closed" -> copy.status() != CopyStatus.FULFILLED;
            default -> true;
        };
    }

    private static Predicate<Copy> created(String comparator, String value) {
        Instant bound;
        try {
            bound = OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeException _) {
            return Search::every;
        }
        return copy -> {
            int order = copy.createdAt().truncatedTo(ChronoUnit.SECONDS).compareTo(bound);
            return switch (comparator) {
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                case ">=" -> order >= 0;
                default -> order == 0;
            };
        };
    }

    /** Quick: most copies need not be read. */
    private static boolean mentions(Copy copy, String value) {
        return copy.order().toLowerCase(Locale.ROOT).contains(value.toLowerCase(Locale.ROOT));
    }

    private static JsonNode own(Copy copy) {
        return JsonMapper.shared().readTree(copy.order()).path(OrderInput.EXTRAS);
    }

    private static boolean every(Copy copy) {
        return true;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2
                && ((value.startsWith("'") && value.endsWith("'")) || (value.startsWith("\"") && value.endsWith("\"")));
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
