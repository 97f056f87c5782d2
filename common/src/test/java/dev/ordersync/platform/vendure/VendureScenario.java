package dev.ordersync.platform.vendure;

import dev.ordersync.order.OrderContent;
import dev.ordersync.order.Outcome;
import dev.ordersync.platform.NewOrder;
import dev.ordersync.platform.Shop;
import dev.ordersync.platform.client.PlatformClient;
import dev.ordersync.platform.client.RawShop;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One order, a shop that answers as Vendure 3.7.3 on PostgreSQL did, and the adapter between them. */
final class VendureScenario implements AutoCloseable {
    static final String KEY = "os-0123456789abcdef0123456789abcdef-g1";
    static final Instant NOW = Instant.parse("2026-11-29T03:30:00Z");

    /** In place of an answer: the connection is lost once the question has arrived. */
    static final String LOST = "lost";

    /** In place of an answer: none, and the connection stays. */
    static final String SILENCE = "silence";

    private static final Pattern NAME = Pattern.compile("(?:query|mutation) (\\w+)");
    private static final PlatformClient CLIENT = PlatformClient.create(true);

    /** @param body of the question */
    record Asked(String name, String body, @Nullable String authorization) {}

    final Queue<Asked> asked = new ConcurrentLinkedQueue<>();
    final VendurePlatform platform = new VendurePlatform(CLIENT, Clock.fixed(NOW, ZoneOffset.UTC));
    private final Map<String, String> answers = new ConcurrentHashMap<>(RECORDED);
    private final Map<String, String> first = new ConcurrentHashMap<>();
    private final RawShop raw;

    VendureScenario() throws IOException {
        raw = new RawShop(connection -> {
            for (var seen = connection.read(); seen != null; seen = connection.read()) {
                var name = NAME.matcher(seen.body());
                var question = name.find() ? name.group(1) : "";
                asked.add(new Asked(question, seen.body(), seen.headers().get("authorization")));
                var once = first.remove(question);
                var answer = once == null ? answers.getOrDefault(question, LOST) : once;
                if (answer.equals(SILENCE)) {
                    connection.silence();
                    return;
                }
                if (answer.equals(LOST)) {
                    connection.reset();
                    return;
                }
                connection.write(answer.startsWith("HTTP/") ? answer : ok(question, answer));
            }
        });
    }

    /** @param body with ' for " */
    VendureScenario answers(String question, String body) {
        answers.put(question, body.startsWith("HTTP/") ? body : body.replace('\'', '"'));
        return this;
    }

    /** Its first answer stays the recorded one, whatever the next are. */
    VendureScenario answersOnce(String question) {
        first.put(question, answers.getOrDefault(question, LOST));
        return this;
    }

    private static String ok(String question, String body) {
        var date = "Date: Sun, 29 Nov 2026 03:30:01 GMT";
        var type = "application/json; charset=utf-8";
        int status = body.contains("GRAPHQL_VALIDATION_FAILED") ? 400 : 200;
        return question.equals("login") && body.contains("CurrentUser")
                ? RawShop.answer(status, type, body, date, "vendure-auth-token: token-1")
                : RawShop.answer(status, type, body, date);
    }

    Shop shop() {
        return shop(Duration.ofSeconds(5));
    }

    Shop shop(Duration requestTimeout) {
        return new Shop(
                "acme", URI.create(raw.url()), Map.of("username", "ordersync", "password", "secret"), requestTimeout);
    }

    Outcome create() {
        return platform.create(shop(), order(), () -> true);
    }

    List<String> questions() {
        return asked.stream().map(Asked::name).toList();
    }

    /** The variables of the last question of this name. */
    JsonNode variables(String question) {
        return asked.stream()
                .filter(one -> one.name().equals(question))
                .reduce((_, last) -> last)
                .map(one -> JsonMapper.shared().readTree(one.body()).path("variables"))
                .orElseThrow();
    }

    static NewOrder order() {
        return order("zoe@example.com", "TEE-M");
    }

    static NewOrder order(@Nullable String email, @Nullable String sku) {
        return order(
                email,
                List.of(
                        new OrderContent.Line(sku, "Tee", 1, new BigDecimal("19.90")),
                        new OrderContent.Line("CAP", "Cap", 3, new BigDecimal("7.50")),
                        new OrderContent.Line(sku, "Tee", 1, new BigDecimal("19.90"))));
    }

    static NewOrder order(List<OrderContent.Line> lines) {
        return order("zoe@example.com", lines);
    }

    private static NewOrder order(@Nullable String email, List<OrderContent.Line> lines) {
        var address =
                new OrderContent.Address("Zoë O’Neil", null, "1 Main St", null, "Springfield", "CA", "94107", "US");
        var content = new OrderContent(
                "CV-1",
                OrderContent.DEFAULT_SOURCE,
                null,
                "acme",
                OffsetDateTime.parse("2026-11-29T03:29:00Z"),
                "USD",
                new OrderContent.Customer("Zoë", "O’Neil", email, "+15551234567"),
                address,
                null,
                lines,
                new BigDecimal("5.00"),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                new BigDecimal("67.30"),
                "Gift");
        return new NewOrder(KEY, "{}", content);
    }

    /** An order as the shop shows it. */
    static String row(String id, String state, @Nullable String placedAt) {
        return """
            {"id":"%s","type":"Regular","createdAt":"2026-11-29T03:29:16.287Z","updatedAt":"2026-11-29T03:29:16.687Z",\
            "orderPlacedAt":%s,"state":"%s","totalWithTax":6730,"currencyCode":"USD",\
            "customFields":{"externalId":"%5$s","syncKey":"%5$s"},\
            "customer":{"firstName":"Zoë","lastName":"O’Neil","emailAddress":"zoe@example.com","phoneNumber":"+15551234567"},\
            "shippingAddress":{"fullName":"Zoë O’Neil","company":null,"streetLine1":"1 Main St","streetLine2":null,\
            "city":"Springfield","province":"CA","postalCode":"94107","countryCode":"US"},\
            "lines":[{"quantity":2,"orderPlacedQuantity":2,"productVariant":{"sku":"TEE-M","name":"Tee"}},\
            {"quantity":3,"orderPlacedQuantity":3,"productVariant":{"sku":"CAP","name":"Cap"}}],\
            "payments":%4$s,"fulfillments":[],"modifications":[]}\
            """.formatted(id, placedAt == null ? "null" : "\"" + placedAt + "\"", state, payments(placedAt), KEY);
    }

    private static String payments(@Nullable String placedAt) {
        return placedAt == null
                ? "[]"
                : "[{\"amount\":6730,\"state\":\"Settled\",\"transactionId\":\"CV-1\",\"refunds\":[]}]";
    }

    static String placed(String id) {
        return row(id, "PaymentSettled", "2026-11-29T03:29:16.872Z");
    }

    static String draft(String id) {
        return row(id, "Draft", null);
    }

    private static final Map<String, String> RECORDED = Map.ofEntries(
            Map.entry("login", "{\"data\":{\"login\":{\"__typename\":\"CurrentUser\"}}}"),
            Map.entry(
                    "products",
                    "{\"data\":{\"productVariants\":{\"totalItems\":2,\"items\":[{\"id\":\"2\",\"sku\":\"TEE-M\",\"enabled\":true,"
                            + "\"product\":{\"enabled\":true}},{\"id\":\"3\",\"sku\":\"CAP\",\"enabled\":true,\"product\":{\"enabled\":true}}]}}}"),
            Map.entry("look", "{\"data\":{\"orders\":{\"items\":[]},\"customers\":{\"items\":[]}}}"),
            Map.entry("draft", "{\"data\":{\"createDraftOrder\":{\"id\":\"7\"}}}"),
            Map.entry("mark", "{\"data\":{\"setDraftOrderCustomFields\":{\"id\":\"7\"}}}"),
            Map.entry(
                    "lines", "{\"data\":{\"line0\":{\"__typename\":\"Order\"},\"line1\":{\"__typename\":\"Order\"}}}"),
            Map.entry(
                    "person",
                    "{\"data\":{\"customer\":{\"__typename\":\"Order\"},\"address\":{\"__typename\":\"Order\"},"
                            + "\"billing\":{\"__typename\":\"Order\"},\"note\":{\"__typename\":\"Order\"}}}"),
            Map.entry(
                    "quote",
                    "{\"data\":{\"order\":{\"subTotalWithTax\":6230},\"eligibleShippingMethodsForDraftOrder\":["
                            + "{\"id\":\"4\",\"priceWithTax\":900},{\"id\":\"1\",\"priceWithTax\":500}]}}"),
            Map.entry(
                    "ship",
                    "{\"data\":{\"ship\":" + draft("7").replace("{\"id\"", "{\"__typename\":\"Order\",\"id\"") + "}}"),
            Map.entry(
                    "place",
                    "{\"data\":{\"begin\":{\"__typename\":\"Order\"},\"pay\":"
                            + placed("7").replace("{\"id\"", "{\"__typename\":\"Order\",\"id\"") + "}}"),
            Map.entry("delete", "{\"data\":{\"deleteDraftOrder\":{\"result\":\"DELETED\"}}}"));

    @Override
    public void close() throws IOException {
        raw.close();
    }
}
