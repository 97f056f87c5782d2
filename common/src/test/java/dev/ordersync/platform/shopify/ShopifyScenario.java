package dev.ordersync.platform.shopify;

import dev.ordersync.order.OrderContent;
import dev.ordersync.order.Outcome;
import dev.ordersync.platform.NewOrder;
import dev.ordersync.platform.Shop;
import dev.ordersync.platform.client.PlatformClient;
import dev.ordersync.platform.client.RawConnection;
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
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One order, one scripted shop of Shopify, and the adapter between them. */
final class ShopifyScenario implements AutoCloseable {
    static final String KEY = "os-0123456789abcdef0123456789abcdef-g1";
    static final String JSON = "application/json; charset=utf-8";
    static final Instant NOW = Instant.parse("2026-11-24T10:16:00Z");

    private static final PlatformClient CLIENT = PlatformClient.create(true);

    /** The products that the shop shows, whatever it is asked for. */
    volatile String products = product(11, "TEE-M-XL") + "," + product(12, "TEE-M");

    final Queue<RawConnection.Seen> seen = new ConcurrentLinkedQueue<>();
    final RawShop raw;
    final ShopifyPlatform platform = new ShopifyPlatform(CLIENT, Clock.fixed(NOW, ZoneOffset.UTC), "2026-10");

    private ShopifyScenario(boolean development, UnaryOperator<String> answers) throws IOException {
        raw = RawShop.answering(request -> {
            seen.add(request);
            if (request.body().contains("query variants")) {
                return ok("{\"data\":{\"productVariants\":{\"nodes\":[" + products
                        + "],\"pageInfo\":{\"hasNextPage\":false,\"endCursor\":null}}}}");
            }
            return request.body().contains("query shop")
                    ? ok("{\"data\":{\"shop\":{\"id\":\"gid://shopify/Shop/1\",\"name\":\"Acme\","
                            + "\"plan\":{\"partnerDevelopment\":" + development + "}}}}")
                    : answers.apply(request.body());
        });
    }

    /** @param answers the whole answer to each question, but for which shop it is */
    static ShopifyScenario answering(UnaryOperator<String> answers) throws IOException {
        return new ShopifyScenario(false, answers);
    }

    static ShopifyScenario answering(int status, String type, String body) throws IOException {
        return answering(_ -> RawShop.answer(status, type, body));
    }

    static ShopifyScenario ofDevelopmentShop(String body) throws IOException {
        return new ShopifyScenario(true, _ -> ok(body));
    }

    static String product(int id, String sku) {
        return "{\"id\":\"gid://shopify/ProductVariant/" + id + "\",\"sku\":\"" + sku + "\"}";
    }

    static String ok(String body) {
        return RawShop.answer(200, JSON, body);
    }

    Shop shop() {
        return new Shop("acme", URI.create(raw.url()), Map.of("accessToken", "shpat_1"), Duration.ofSeconds(5));
    }

    Outcome create() {
        return platform.create(shop(), order("2026-11-24T10:15:30Z"), () -> true);
    }

    /** The variables of the only question that has these words. */
    JsonNode variables(String words) {
        var question = seen.stream()
                .filter(request -> request.body().contains(words))
                .findFirst()
                .orElseThrow();
        return JsonMapper.shared().readTree(question.body()).path("variables");
    }

    static NewOrder order(String placedAt) {
        var address =
                new OrderContent.Address("Zoë O’Neil", null, "1 Main St", null, "Springfield", "CA", "94107", "US");
        var content = new OrderContent(
                "CV-1",
                OrderContent.DEFAULT_SOURCE,
                null,
                "acme",
                OffsetDateTime.parse(placedAt),
                "USD",
                new OrderContent.Customer("Zoë", "O’Neil", "zoe@example.com", "+15551234567"),
                address,
                null,
                List.of(new OrderContent.Line("TEE-M", "Tee, M", 2, new BigDecimal("19.90"))),
                new BigDecimal("5.00"),
                new BigDecimal("3.20"),
                new BigDecimal("1.00"),
                new BigDecimal("47.00"),
                "Gift");
        return new NewOrder(KEY, "{}", content);
    }

    /** An order as the shop shows it, with one page of lines. */
    static String row(int id, String createdAt, String more) {
        return """
            {"id":"gid://shopify/Order/%1$d","legacyResourceId":"%1$d","createdAt":"%2$s","updatedAt":"%2$s","cancelledAt":null,\
            "displayFulfillmentStatus":"UNFULFILLED","edited":false,"test":false,"email":"zoe@example.com",\
            "sourceIdentifier":"%3$s","tags":["%3$s"],"reference":{"value":"%3$s"},\
            "customAttributes":[{"key":"Marketplace order","value":"CV-1"}],\
            "totalPriceSet":{"shopMoney":{"amount":"47.0","currencyCode":"USD"}},\
            "billingAddress":{"firstName":"Zoë","lastName":"O’Neil","phone":"+15551234567"},\
            "shippingAddress":{"address1":"1 Main St","city":"Springfield","zip":"94107","countryCodeV2":"US"},\
            "refunds":[],"lineItems":{"nodes":[{"sku":"TEE-M","title":"Tee, M","quantity":2}],\
            "pageInfo":{"hasNextPage":false,"endCursor":"l1"}}%4$s}\
            """.formatted(id, createdAt, KEY, more);
    }

    static String row(int id) {
        return row(id, "2026-11-24T10:15:31Z", "");
    }

    /** A page of a list. */
    static String orders(String rows, String more) {
        return "{\"data\":{\"orderByIdentifier\":null,\"orders\":{\"nodes\":[" + rows
                + "],\"pageInfo\":{\"hasNextPage\":false,\"endCursor\":null}}}" + more + "}";
    }

    @Override
    public void close() throws IOException {
        raw.close();
    }
}
