package dev.ordersync.platform.woocommerce;

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
import java.util.function.Function;

/** One order, one scripted WooCommerce, and the adapter between them. */
final class WooScenario implements AutoCloseable {
    static final String KEY = "os-0123-g1";
    static final String JSON = "application/json; charset=UTF-8";
    static final Instant NOW = Instant.parse("2026-11-24T10:16:00Z");
    static final String PRODUCT = "[{\"id\":12,\"sku\":\"TEE-M\"}]";

    private static final PlatformClient CLIENT = PlatformClient.create(true);

    final Queue<RawConnection.Seen> seen = new ConcurrentLinkedQueue<>();
    final RawShop raw;
    final WooPlatform platform = new WooPlatform(CLIENT, Clock.fixed(NOW, ZoneOffset.UTC));

    private WooScenario(Function<RawConnection.Seen, String> answers) throws IOException {
        raw = RawShop.answering(request -> {
            seen.add(request);
            return answers.apply(request);
        });
    }

    static WooScenario answering(Function<RawConnection.Seen, String> answers) throws IOException {
        return new WooScenario(answers);
    }

    /** A shop that has the product, and answers this to a POST. */
    static WooScenario answeringPost(int status, String type, String body) throws IOException {
        return new WooScenario(request -> request.method().equals("POST")
                ? RawShop.answer(status, type, body)
                : RawShop.answer(200, JSON, PRODUCT));
    }

    Shop shop() {
        return new Shop(
                "acme",
                URI.create(raw.url()),
                Map.of("consumerKey", "ck_1", "consumerSecret", "cs_1"),
                Duration.ofSeconds(5));
    }

    Outcome create() {
        return platform.create(shop(), order("TEE-M"), () -> true);
    }

    static NewOrder order(String sku) {
        var address =
                new OrderContent.Address("Zoë O’Neil", null, "1 Main St", null, "Springfield", "CA", "94107", "US");
        var content = new OrderContent(
                "CV-1",
                OrderContent.DEFAULT_SOURCE,
                null,
                "acme",
                OffsetDateTime.parse("2026-11-24T10:15:30Z"),
                "USD",
                new OrderContent.Customer("Zoë", "O’Neil", "zoe@example.com", "+15551234567"),
                address,
                null,
                List.of(new OrderContent.Line(sku, "Tee, M", 2, new BigDecimal("19.90"))),
                new BigDecimal("5.00"),
                new BigDecimal("3.20"),
                new BigDecimal("1.00"),
                new BigDecimal("47.00"),
                "Gift");
        return new NewOrder(KEY, "{}", content);
    }

    static String row(int id, String status, String key, String createdGmt) {
        return row(id, status, key, createdGmt, "47.00", "\"product_id\":12,\"sku\":\"TEE-M\",\"quantity\":2");
    }

    static String row(int id, String status, String key, String createdGmt, String total, String line) {
        return """
                {"id":%d,"status":"%s","currency":"USD","date_created":"2026-11-24T05:16:00","date_created_gmt":"%s",\
                "total":"%s","transaction_id":"","created_via":"rest-api","billing":{"first_name":"Zoë","last_name":"O’Neil",\
                "email":"zoe@example.com","phone":"+15551234567"},"shipping":{"address_1":"1 Main St","city":"Springfield",\
                "postcode":"94107","country":"US"},"meta_data":[{"id":1,"key":"_ordersync_key","value":"%s"},\
                {"id":2,"key":"_ordersync_order","value":"CV-1"}],"line_items":[{"id":1,"name":"Tee, M",%s}],"refunds":[]}""".formatted(id, status, createdGmt, total, key, line);
    }

    @Override
    public void close() throws IOException {
        raw.close();
    }
}
