package dev.ordersync.sandbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WebhookIT extends SandboxIT {

    private static final byte[] KEY = "a key of this test's own".getBytes(StandardCharsets.UTF_8);
    private static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(KEY);

    private final List<Message> received = new CopyOnWriteArrayList<>();

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private HttpServer listener;

    private volatile int answer = 204;

    private record Message(String id, String timestamp, String signature, String body) {}

    @BeforeEach
    void listen() throws IOException {
        listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        listener.createContext("/hook", this::receive);
        listener.start();
    }

    @AfterEach
    void stopListening() {
        listener.stop(0);
    }

    @Test
    void givenAWebhook_whenAnOrderIsSaved_thenItIsToldSignedAndAReplayIsNot() throws GeneralSecurityException {
        Client shop = withWebhook(newShop());

        JsonNode copy = shop.post("key-1", "CV-1").json();
        shop.post("key-1", "CV-1");
        shop.post("key-2", "CV-2");

        await().atMost(30, SECONDS).until(() -> received.size() == 2);
        Message first = received.stream()
                .filter(message -> message.body().contains("CV-1"))
                .findFirst()
                .orElseThrow();
        JsonNode body = new JsonMapper().readTree(first.body());
        assertThat(body.path("type").stringValue()).isEqualTo("order.created");
        assertThat(body.path("data")).isEqualTo(copy);
        assertThat(first.signature()).isEqualTo("v1," + expected(first));
    }

    @Test
    void givenNoWebhook_whenSwitchedOff_thenNothingIsTold() {
        Client shop = withWebhook(newShop());
        shop.admin("DELETE", "/webhook", "");

        shop.post("key-1", "CV-1");

        JsonNode state = shop.admin("GET", "/webhook", "").json();
        assertThat(state.get("url").isNull()).isTrue();
        assertThat(state.path("deliveries").size()).isZero();
        assertThat(received).isEmpty();
    }

    @Test
    void givenAListenerThatFails_whenToldAgain_thenTheSameMessageComes() {
        Client shop = withWebhook(newShop());
        answer = 500;

        shop.post("key-1", "CV-1");
        await().atMost(30, SECONDS).until(() -> received.size() == 2);
        answer = 204;

        await().atMost(30, SECONDS).until(() -> received.size() == 3);
        assertThat(received.stream().map(Message::id).distinct()).hasSize(1);
        await().atMost(30, SECONDS)
                .until(() -> shop.admin("GET", "/webhook", "")
                        .json()
                        .at("/deliveries/0/result")
                        .stringValue("")
                        .equals("204"));
    }

    @Test
    void givenABadSecret_whenSet_thenItIsRefusedAndNeverShown() {
        Client shop = newShop();

        var refused = shop.admin("PUT", "/webhook", "{\"url\":\"http://localhost/hook\",\"secret\":\"s3cret\"}");

        assertThat(refused.seen() + refused.code()).isEqualTo("422bad-webhook");
        assertThat(refused.body()).doesNotContain("s3cret");
        assertThat(withWebhook(shop).admin("GET", "/webhook", "").body()).doesNotContain(SECRET);
    }

    @Test
    void givenAWebhookOfWooCommerce_whenAnOrderIsSaved_thenItIsToldInItsWay() throws GeneralSecurityException {
        Client shop = newShop();
        String url = "http://127.0.0.1:" + listener.getAddress().getPort() + "/hook";
        var set = shop.admin(
                "PUT", "/webhook", "{\"platform\":\"woocommerce\",\"url\":\"" + url + "\",\"secret\":\"s3cret\"}");
        assertThat(set.seen()).isEqualTo("200");

        shop.post("key-1", "CV-1");

        await().atMost(30, SECONDS).until(() -> received.size() == 1);
        Message message = received.getFirst();
        JsonNode order = new JsonMapper().readTree(message.body());
        assertThat(order.path("id").intValue()).isPositive();
        assertThat(order.path("line_items")).hasSize(2);
        assertThat(message.signature()).isEqualTo(sum("s3cret".getBytes(StandardCharsets.UTF_8), message.body()));
    }

    private Client withWebhook(Client shop) {
        String url = "http://127.0.0.1:" + listener.getAddress().getPort() + "/hook";
        var set = shop.admin("PUT", "/webhook", "{\"url\":\"" + url + "\",\"secret\":\"" + SECRET + "\"}");
        assertThat(set.seen()).isEqualTo("200");
        return shop;
    }

    private void receive(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int status = answer;
        received.add(new Message(
                String.valueOf(headers.getFirst("Webhook-Id")),
                String.valueOf(headers.getFirst("Webhook-Timestamp")),
                headers.containsKey("X-WC-Webhook-Signature")
                        ? headers.getFirst("X-WC-Webhook-Signature")
                        : String.valueOf(headers.getFirst("Webhook-Signature")),
                body));
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private static String expected(Message message) throws GeneralSecurityException {
        return sum(KEY, message.id() + "." + message.timestamp() + "." + message.body());
    }

    private static String sum(byte[] key, String signed) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }
}
