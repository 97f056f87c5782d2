package dev.ordersync.platform.http;

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
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** One order, one scripted shop, and the adapter between them. */
final class ShopScenario implements AutoCloseable {
    static final String KEY = "os-0123-g1";
    static final String JSON = "application/json";
    static final String BODY = """
            {"id":"CV-1","lines":[{"sku":"TEE-M","title":"Tee, M","quantity":2,"unitPrice":"19.90"}],"total":"48.00"}""";
    static final String ORDER = """
            {"id":"CV-1","currency":"USD","customer":{"firstName":"Zoë","lastName":"O’Neil","email":"zoe@example.com"},\
            "shippingAddress":{"line1":"1 Main St","city":"Springfield","postalCode":"94107","country":"US"},\
            "lines":[{"sku":"TEE-M","title":"Tee, M","quantity":2,"unitPrice":"19.90"}],"total":"48.00"}""";

    /** One for all tests, as in the applications: each has another port, so none meets another's connections. */
    private static final PlatformClient CLIENT = PlatformClient.create(true);

    final Queue<RawConnection.Seen> seen = new ConcurrentLinkedQueue<>();
    final RawShop raw;
    final HttpPlatform platform = new HttpPlatform(CLIENT);

    private ShopScenario(Function<RawConnection.Seen, String> answers) throws IOException {
        raw = RawShop.answering(request -> {
            seen.add(request);
            return answers.apply(request);
        });
    }

    static ShopScenario answering(Function<RawConnection.Seen, String> answers) throws IOException {
        return new ShopScenario(answers);
    }

    static ShopScenario answering(int status, String type, String body, String... headers) throws IOException {
        return new ShopScenario(_ -> RawShop.answer(status, type, body, headers));
    }

    Shop shop() {
        return shop(Duration.ofSeconds(5));
    }

    Shop shop(Duration requestTimeout) {
        return new Shop("acme", URI.create(raw.url() + "/api/"), Map.of("bearerToken", "secret"), requestTimeout);
    }

    Outcome create() {
        return platform.create(shop(), order(), () -> true);
    }

    static NewOrder order() {
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
                List.of(new OrderContent.Line("TEE-M", "Tee, M", 2, new BigDecimal("19.90"))),
                new BigDecimal("5.00"),
                new BigDecimal("3.20"),
                BigDecimal.ZERO,
                new BigDecimal("48.00"),
                null);
        return new NewOrder(KEY, BODY, content);
    }

    /** The shop's copy as it was sent, under an id. */
    static String copy(String id) {
        return copy(id, "\"" + KEY + "\"", "2026-11-24T10:16:00Z");
    }

    static String copy(String id, String reference, String createdAt) {
        return """
                {"id":"%s","url":"https://shop.example/orders/%s","reference":%s,"createdAt":"%s","status":"open",\
                "editedAt":null,"test":false,"order":%s}""".formatted(id, id, reference, createdAt, ORDER);
    }

    @Override
    public void close() throws IOException {
        raw.close();
    }
}
