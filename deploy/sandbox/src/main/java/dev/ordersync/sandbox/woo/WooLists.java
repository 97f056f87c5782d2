package dev.ordersync.sandbox.woo;

import static dev.ordersync.sandbox.woo.WooBody.text;

import dev.ordersync.sandbox.SandboxProperties;
import dev.ordersync.sandbox.books.Copy;
import dev.ordersync.sandbox.books.Query;
import dev.ordersync.sandbox.fault.Fault;
import dev.ordersync.sandbox.fault.Occasion;
import dev.ordersync.sandbox.fault.Struck;
import dev.ordersync.sandbox.shop.Answer;
import dev.ordersync.sandbox.shop.Shop;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists orders. A parameter that it does not know is ignored without a word: the answer then is every order. */
@Component
class WooLists {

    private static final int MAX_PER_PAGE = 100;
    private static final Set<String> HIDDEN = Set.of("trash", "checkout-draft", "auto-draft");

    private final WooRows rows;
    private final SandboxProperties.Woo shops;
    private final Clock clock;

    WooLists(WooRows rows, SandboxProperties properties, Clock clock) {
        this.rows = rows;
        this.shops = properties.woo();
        this.clock = clock;
    }

    Answer answer(Shop shop, Map<String, String> asked) {
        int perPage = number(asked, "per_page", 10, 1, MAX_PER_PAGE);
        int skip = asked.containsKey("offset")
                ? number(asked, "offset", 0, 0, Integer.MAX_VALUE)
                : (number(asked, "page", 1, 1, Integer.MAX_VALUE / MAX_PER_PAGE) - 1) * perPage;
        Struck struck = shop.switches().onOther(Occasion.LIST, null).orElse(new Struck(Fault.NORMAL, Duration.ZERO));
        if (struck.fault() == Fault.LIST_ERROR) {
            return WooError.critical().answer();
        }
        List<ObjectNode> all = copies(shop, asked, struck)
                .sorted(order(asked))
                .map(copy -> rows.row(shop, copy))
                .filter(row -> struck.fault() == Fault.IGNORE_FILTERS || isAsked(shop, row, asked))
                .toList();
        List<ObjectNode> page = all.stream().skip(skip).limit(perPage).toList();
        int pages = (all.size() + perPage - 1) / perPage;
        return new Answer.Json(
                200,
                page,
                Map.of("X-WP-Total", Integer.toString(all.size()), "X-WP-TotalPages", Integer.toString(pages)));
    }

    /** Narrowed by time, and by a whole key, so that a full shop need not be read for each question. */
    private Stream<Copy> copies(Shop shop, Map<String, String> asked, Struck struck) {
        @Nullable Instant after = time(asked, "after");
        @Nullable Instant before = time(asked, "before");
        var query = new Query(null, null, after, before, null, Integer.MAX_VALUE);
        if (struck.fault() == Fault.IGNORE_FILTERS) {
            query = Query.all(null, Integer.MAX_VALUE);
        } else if (struck.fault() == Fault.STALE_LIST) {
            query = query.notAfter(clock.instant().minus(struck.delay()));
        }
        var named = new Query(asked.getOrDefault("search", ""), null, null, null, null, Integer.MAX_VALUE);
        List<Copy> byKey = struck.fault() == Fault.NORMAL && asked.containsKey("search")
                ? shop.books().list(named).items()
                : List.of();
        Stream<Copy> copies = (byKey.isEmpty() ? shop.books().list(query).items() : byKey).stream();
        if (struck.fault() == Fault.IGNORE_FILTERS) {
            return copies;
        }
        String via = asked.getOrDefault("created_via", "");
        return copies.filter(copy -> isWithin(copy, after, before) && mayBeFrom(copy, via));
    }

    /** Looks at the text only, which is quick: an order that was typed in has no source in it. */
    private static boolean mayBeFrom(Copy copy, String via) {
        return copy.order().contains(via) || !copy.order().contains(WooBody.EXTRAS);
    }

    /** Both ends exclusive, in whole seconds. */
    private static boolean isWithin(Copy copy, @Nullable Instant after, @Nullable Instant before) {
        Instant made = copy.createdAt().truncatedTo(ChronoUnit.SECONDS);
        return (after == null || made.isAfter(after)) && (before == null || made.isBefore(before));
    }

    private static Comparator<Copy> order(Map<String, String> asked) {
        Comparator<Copy> order = "id".equals(asked.get("orderby"))
                ? Comparator.comparingLong(Copy::number)
                : Comparator.comparing(Copy::createdAt).thenComparingLong(Copy::number);
        return "asc".equals(asked.get("order")) ? order : order.reversed();
    }

    private static boolean isAsked(Shop shop, ObjectNode row, Map<String, String> asked) {
        List<String> states = List.of(asked.getOrDefault("status", "any").split(","));
        String status = text(row, "status");
        boolean shown = states.contains("any") ? !HIDDEN.contains(status) : states.contains(status);
        return shown
                && isListed(row.path("id").asString(), asked.get("include"))
                && (asked.get("created_via") == null || text(row, "created_via").equals(asked.get("created_via")))
                && (asked.get("product") == null || hasProduct(row, asked.get("product")))
                && (asked.get("search") == null || isFound(shop, row, asked.get("search")));
    }

    private static boolean isListed(String id, @Nullable String include) {
        return include == null || List.of(include.split(",")).contains(id);
    }

    private static boolean hasProduct(ObjectNode row, String product) {
        for (JsonNode line : row.path("line_items")) {
            if (line.path("product_id").asString().equals(product)) {
                return true;
            }
        }
        return false;
    }

    /** The person, the product's name and, with order tables, the transaction id: never a meta field. */
    private static boolean isFound(Shop shop, ObjectNode row, String term) {
        JsonNode billing = row.path("billing");
        boolean old = shop.switches().stands(Fault.OLD_SHOP);
        Stream<String> person = Stream.of(
                text(billing, "first_name") + " " + text(billing, "last_name"),
                text(billing, "email"),
                text(billing, "phone"),
                text(billing, "address_1"),
                text(billing, "postcode"),
                text(row, old ? "customer_note" : "transaction_id"));
        Stream<String> products = row.path("line_items").valueStream().map(line -> text(line, "name"));
        String wanted = term.toLowerCase(Locale.ROOT);
        return row.path("id").asString().equals(term)
                || Stream.concat(person, products)
                        .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(wanted));
    }

    /**
     * With an offset a time is what it says, unless {@code dates_are_gmt} is set: then the shop's local time of it is taken
     * for GMT. Without one it is local, or GMT with that parameter.
     */
    private @Nullable Instant time(Map<String, String> asked, String name) {
        String text = asked.get(name);
        if (text == null) {
            return null;
        }
        boolean gmt = "true".equals(asked.get("dates_are_gmt")) || "1".equals(asked.get("dates_are_gmt"));
        try {
            if (text.matches(".*(Z|[+-][0-9]{2}:[0-9]{2})")) {
                Instant instant = OffsetDateTime.parse(text).toInstant();
                return gmt ? LocalDateTime.ofInstant(instant, shops.timeZone()).toInstant(ZoneOffset.UTC) : instant;
            }
            LocalDateTime local = LocalDateTime.parse(text);
            return gmt
                    ? local.toInstant(ZoneOffset.UTC)
                    : local.atZone(shops.timeZone()).toInstant();
        } catch (DateTimeException _) {
            throw WooError.badParameter(name, "Invalid date.");
        }
    }

    private static int number(Map<String, String> asked, String name, int usual, int least, int most) {
        String text = asked.get(name);
        if (text == null) {
            return usual;
        }
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw WooError.badParameter(name, name + " must be between %d and %d".formatted(least, most));
        }
        return Integer.parseInt(text);
    }
}
