package dev.ordersync.sandbox.shopify;

import dev.ordersync.sandbox.SandboxProperties;
import dev.ordersync.sandbox.books.Copy;
import dev.ordersync.sandbox.books.CopyStatus;
import dev.ordersync.sandbox.books.Query;
import dev.ordersync.sandbox.fault.Fault;
import dev.ordersync.sandbox.fault.Occasion;
import dev.ordersync.sandbox.fault.Struck;
import graphql.GraphqlErrorBuilder;
import graphql.execution.DataFetcherResult;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What can be asked for: orders in three ways, jobs, the shop, and what the app may do. */
@Component
class Reads {

    private static final int MOST = 250;

    private final OrderRows rows;
    private final SandboxProperties.Shopify shops;
    private final Clock clock;

    Reads(OrderRows rows, SandboxProperties properties, Clock clock) {
        this.rows = rows;
        this.shops = properties.shopify();
        this.clock = clock;
    }

    void wire(RuntimeWiring.Builder wiring) {
        wiring.type(
                "QueryRoot",
                query -> query.dataFetcher("orders", this::orders)
                        .dataFetcher("order", env -> byId(env).orElse(null))
                        .dataFetcher(
                                "orderByIdentifier", env -> byReference(env).orElse(null))
                        .dataFetcher("job", Reads::job)
                        .dataFetcher("shop", Reads::shop)
                        .dataFetcher("metafieldDefinition", Reads::definition)
                        .dataFetcher("currentAppInstallation", _ -> app()));
        wiring.type(
                "Order",
                order -> order.dataFetcher(
                                "lineItems",
                                env -> page(env, list(env, OrderRows.LINES), line -> String.valueOf(line.get("id"))))
                        .dataFetcher("metafield", Reads::metafield));
    }

    private Object orders(DataFetchingEnvironment env) {
        if (!shops.scopes().contains("read_orders")) {
            return denied(env, "orders");
        }
        var shop = Visit.of(env).shop();
        Struck struck = shop.switches().onOther(Occasion.LIST, null).orElse(new Struck(Fault.NORMAL, Duration.ZERO));
        if (struck.fault() == Fault.LIST_ERROR) {
            return error(env, Said.BROKEN, "Internal error. Looks like something went wrong on our end.");
        }
        Query query = Query.all(null, Integer.MAX_VALUE);
        if (struck.fault() == Fault.STALE_LIST) {
            query = query.notAfter(clock.instant().minus(struck.delay()));
        }
        @Nullable String text = env.getArgument("query");
        var search = Search.of(text == null || struck.fault() == Fault.IGNORE_FILTERS ? "" : text);
        List<Copy> found = shop.books().list(query).items().stream()
                .filter(Reads::isShown)
                .filter(search.asked())
                .toList();
        boolean newestFirst = Boolean.TRUE.equals(env.getArgument("reverse"));
        return page(env, newestFirst ? found : found.reversed(), Copy::id, rows::row);
    }

    /** What the books have in the trash is gone for good in a shop of this kind. */
    static boolean isShown(Copy copy) {
        return copy.status() != CopyStatus.TRASHED;
    }

    static Optional<Copy> copy(Visit visit, @Nullable String globalId) {
        return globalId != null && globalId.startsWith(OrderRows.ORDER)
                ? visit.shop()
                        .books()
                        .find(globalId.substring(OrderRows.ORDER.length()))
                        .filter(Reads::isShown)
                : Optional.empty();
    }

    private Optional<Map<String, Object>> byId(DataFetchingEnvironment env) {
        return copy(Visit.of(env), env.getArgument("id")).map(rows::row);
    }

    /** Not from the index: it shows a new order at once. */
    private Optional<Map<String, Object>> byReference(DataFetchingEnvironment env) {
        Map<String, Object> identifier = Objects.requireNonNull(env.getArgument("identifier"));
        if (identifier.get("customId") instanceof Map<?, ?> wanted && wanted.get("value") instanceof String value) {
            var named = new Query(value, null, null, null, null, Integer.MAX_VALUE);
            return Visit.of(env).shop().books().list(named).items().stream()
                    .filter(Reads::isShown)
                    .map(rows::row)
                    .filter(row -> hasValue(row, wanted))
                    .findFirst();
        }
        return copy(Visit.of(env), String.valueOf(identifier.get("id"))).map(rows::row);
    }

    private static boolean hasValue(Map<String, Object> row, Map<?, ?> wanted) {
        return metafields(row)
                .anyMatch(field -> Objects.equals(field.get("namespace"), wanted.get("namespace"))
                        && Objects.equals(field.get("key"), wanted.get("key"))
                        && Objects.equals(field.get("value"), wanted.get("value")));
    }

    private static Stream<Map<?, ?>> metafields(Map<?, ?> row) {
        return row.get(OrderRows.METAFIELDS) instanceof List<?> fields
                ? fields.stream().<Map<?, ?>>mapMulti((field, each) -> {
                    if (field instanceof Map<?, ?> map) {
                        each.accept(map);
                    }
                })
                : Stream.empty();
    }

    private static @Nullable Object metafield(DataFetchingEnvironment env) {
        Map<?, ?> row = Objects.requireNonNull(env.getSource());
        return metafields(row)
                .filter(field -> Objects.equals(field.get("namespace"), env.getArgument("namespace"))
                        && Objects.equals(field.get("key"), env.getArgument("key")))
                .findFirst()
                .orElse(null);
    }

    private static List<Map<?, ?>> list(DataFetchingEnvironment env, String name) {
        Map<?, ?> row = Objects.requireNonNull(env.getSource());
        var list = new ArrayList<Map<?, ?>>();
        if (row.get(name) instanceof List<?> items) {
            items.forEach(item -> list.add((Map<?, ?>) item));
        }
        return list;
    }

    static Map<String, Object> page(
            DataFetchingEnvironment env, List<Map<?, ?>> all, Function<Map<?, ?>, String> cursor) {
        return page(env, all, cursor, item -> item);
    }

    /** From behind the item that the cursor names. */
    private static <T> Map<String, Object> page(
            DataFetchingEnvironment env, List<T> all, Function<T, String> cursor, Function<T, ?> shown) {
        @Nullable Integer first = env.getArgument("first");
        int size = Math.min(first == null ? MOST : first, MOST);
        @Nullable String after = env.getArgument("after");
        int from = 0;
        while (after != null
                && from < all.size()
                && !cursor.apply(all.get(from)).equals(after)) {
            from++;
        }
        from = after == null ? 0 : Math.min(all.size(), from + 1);
        List<T> items = all.subList(from, Math.min(all.size(), from + size));
        var info = new LinkedHashMap<String, Object>();
        info.put("hasNextPage", from + items.size() < all.size());
        info.put("hasPreviousPage", from > 0);
        if (!items.isEmpty()) {
            info.put("startCursor", cursor.apply(items.getFirst()));
            info.put("endCursor", cursor.apply(items.getLast()));
        }
        return Map.of("nodes", items.stream().map(shown).toList(), "pageInfo", info);
    }

    private static Object job(DataFetchingEnvironment env) {
        String id = Objects.requireNonNull(env.getArgument("id"));
        return Map.of("id", id, "done", Visit.of(env).account().isDone(id));
    }

    private static Object shop(DataFetchingEnvironment env) {
        var shop = Visit.of(env).shop();
        boolean another = shop.switches()
                .onOther(Occasion.SHOP, null)
                .filter(struck -> struck.fault() == Fault.OTHER_SHOP)
                .isPresent();
        boolean development = shop.switches().stands(Fault.DEVELOPMENT_SHOP);
        return Map.of(
                "id",
                "gid://shopify/Shop/" + Integer.toUnsignedString(shop.name().hashCode()) + (another ? "1" : ""),
                "name",
                another ? "Another shop" : "Shop " + shop.name(),
                "plan",
                Map.of("partnerDevelopment", development, "displayName", development ? "Development" : "Basic"));
    }

    private static @Nullable Object definition(DataFetchingEnvironment env) {
        return Visit.of(env).account().isDefined() ? Writes.DEFINITION : null;
    }

    private Object app() {
        return Map.of(
                "id",
                "gid://shopify/AppInstallation/1",
                "accessScopes",
                shops.scopes().stream().map(scope -> Map.of("handle", scope)).toList());
    }

    static DataFetcherResult<Object> denied(DataFetchingEnvironment env, String field) {
        return error(env, "ACCESS_DENIED", "Access denied for " + field + " field.");
    }

    private static DataFetcherResult<Object> error(DataFetchingEnvironment env, String code, String message) {
        return DataFetcherResult.<Object>newResult()
                .error(GraphqlErrorBuilder.newError(env)
                        .message(message)
                        .extensions(Map.of("code", code))
                        .build())
                .build();
    }
}
