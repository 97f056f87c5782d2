package dev.ordersync.sandbox.woo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.sandbox.SandboxApplication;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@SpringBootTest(
        classes = SandboxApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "sandbox.smtp-port=0")
class WooFaceIT {
    private static final ZoneId SHOP_ZONE = ZoneId.of("America/New_York");

    @LocalServerPort
    private int port;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private WooClient shop;

    @BeforeEach
    void openShop() {
        shop = new WooClient(port);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "no lines             | application/json | {\"status\":\"processing\"}                                | 201 | none                                 | 1",
                "nothing              | application/json | {}                                                          | 201 | none                                 | 1",
                "text                 | text/plain       | {\"status\":\"processing\"}                                | 201 | none                                 | 1",
                "an unknown SKU       | application/json | {\"line_items\":[{\"sku\":\"UNKNOWN-1\",\"quantity\":1}]}    | 201 | none                                 | 1",
                "an unknown customer  | application/json | {\"customer_id\":77}                                       | 400 | woocommerce_rest_invalid_customer_id | 0",
                "a bad e-mail         | application/json | {\"billing\":{\"email\":\"ada\"}}                           | 400 | rest_invalid_param                   | 0",
                "a bad status         | application/json | {\"status\":\"eaten\"}                                     | 400 | rest_invalid_param                   | 0",
                "broken JSON          | application/json | {\"status\":                                               | 400 | rest_invalid_json                    | 0",
                "an id                | application/json | {\"id\":5}                                                 | 400 | woocommerce_rest_shop_order_exists   | 0",
                "quantity 0           | application/json | {\"line_items\":[{\"sku\":\"SKU-RED\",\"quantity\":0}]}      | 500 | internal_server_error                | 0",
            })
    void givenABody_whenPosted_thenTheAnswerAndWhatIsLeft(
            String name, String type, String body, int status, String code, int left) {
        var heard = shop.post("/orders", body, type);

        assertThat(heard.status()).as(name).isEqualTo(status);
        assertThat(heard.code()).isEqualTo(code);
        assertThat(shop.count("")).isEqualTo(left);
    }

    @Test
    void givenAnUnknownSku_whenPosted_thenTheOrderHasALineOfNothing() {
        var order = shop.post("/orders", "{\"set_paid\":true,\"line_items\":[{\"sku\":\"UNKNOWN-1\",\"quantity\":1}]}")
                .json();

        assertThat(order.path("total").asString()).isEqualTo("0.00");
        assertThat(order.at("/line_items/0/product_id").intValue()).isZero();
        assertThat(order.at("/line_items/0/sku").isNull()).isTrue();
        assertThat(order.at("/line_items/0/name").asString()).isEmpty();
    }

    @Test
    void givenAnUnknownCoupon_whenPosted_thenADraftStaysThatNoUsualListShows() {
        var heard =
                shop.post("/orders", "{\"coupon_lines\":[{\"code\":\"FREE\"}],\"line_items\":[{\"sku\":\"SKU-RED\"}]}");

        assertThat(heard.status()).isEqualTo(400);
        assertThat(heard.code()).isEqualTo("woocommerce_rest_invalid_coupon");
        int draft = heard.json().at("/data/new_draft_order_id").intValue();
        assertThat(shop.count("")).isZero();
        assertThat(shop.count("status=checkout-draft")).isEqualTo(1);
        assertThat(shop.get("/orders/" + draft).json().path("status").asString())
                .isEqualTo("checkout-draft");
    }

    @Test
    void givenALongKey_whenPosted_thenItIsCutWithoutAWord() {
        var order = shop.get("/orders/" + shop.order("k".repeat(130))).json();

        assertThat(order.path("transaction_id").asString()).hasSize(100);
        assertThat(order.at("/meta_data/0/value").asString()).hasSize(135);
    }

    @Test
    void givenAnOrder_whenRead_thenItsTimesAreWholeSecondsWithoutAZone() {
        var order = shop.get("/orders/" + shop.order("TX-1")).json();

        var gmt = LocalDateTime.parse(order.path("date_created_gmt").asString());
        var local = LocalDateTime.parse(order.path("date_created").asString());
        assertThat(gmt).isEqualTo(gmt.truncatedTo(ChronoUnit.SECONDS));
        assertThat(local)
                .isEqualTo(gmt.atOffset(ZoneOffset.UTC)
                        .atZoneSameInstant(SHOP_ZONE)
                        .toLocalDateTime());
        assertThat(order.propertyNames()).startsWith("id", "parent_id", "status", "currency", "version");
    }

    @ParameterizedTest
    @CsvSource({
        "search=Ada%20Lovelace, 1",
        "search=Lovelace%20Ada, 0",
        "search=ADA,            1",
        "search=red,            1",
        "search=TX-1,           1",
        "search=TX-1-meta,      0",
        "created_via=rest-api,  1",
        "created_via=other,     0",
        "meta_key=_ordersync_key&meta_value=nope, 1",
        "transaction_id=nope,   1",
        "number=77,             1",
        "status=completed,      0",
        "status=any,            1"
    })
    void givenAnOrder_whenFiltered_thenWhatIsUnknownIsIgnored(String query, int shown) {
        shop.order("TX-1");

        assertThat(shop.count(query)).isEqualTo(shown);
    }

    @Test
    void givenAnOldShop_whenSearched_thenTheTransactionIsNotFoundAndTheSourceIsFixed() {
        shop.fault("old-shop");
        var id = shop.post("/orders", "{\"transaction_id\":\"TX-1\",\"created_via\":\"mine\"}")
                .json()
                .path("id")
                .intValue();

        assertThat(shop.count("search=TX-1")).isZero();
        assertThat(shop.get("/orders/" + id).json().path("created_via").asString())
                .isEqualTo("rest-api");
        assertThat(shop.get("/system_status")
                        .json()
                        .at("/settings/HPOS_enabled")
                        .asBoolean(true))
                .isFalse();
    }

    /** East of Greenwich the same mistake would lose the order; here, west of it, the window opens too early or misses. */
    @Test
    void givenAnOrder_whenAskedByTime_thenOnlyTheFormWithAZoneAndNoOtherParameterIsRight() {
        shop.order("TX-1");
        var made = LocalDateTime.parse(
                        shop.get("/orders").json().at("/0/date_created_gmt").asString())
                .toInstant(ZoneOffset.UTC);

        assertThat(shop.count("after=" + made.minusSeconds(1))).isEqualTo(1);
        assertThat(shop.count("after=" + made)).as("the end is exclusive").isZero();
        assertThat(shop.count("before=" + made)).isZero();
        assertThat(shop.count("before=" + made.plusSeconds(1))).isEqualTo(1);
        assertThat(shop.count("after=" + gmt(made.minusSeconds(1)) + "&dates_are_gmt=true"))
                .isEqualTo(1);
        assertThat(shop.count("after=" + gmt(made.minusSeconds(1))))
                .as("taken for local time")
                .isZero();
        assertThat(shop.count("after=" + made.plusSeconds(60) + "&dates_are_gmt=true"))
                .as("the window opens hours early")
                .isEqualTo(1);
        assertThat(shop.get("/orders?after=yesterday").code()).isEqualTo("rest_invalid_param");
    }

    private static String gmt(Instant instant) {
        return LocalDateTime.ofInstant(instant.truncatedTo(ChronoUnit.SECONDS), ZoneOffset.UTC)
                .toString();
    }

    @Test
    void givenManyOrders_whenPaged_thenTheNewestComeFirstAndThePastTheEndIsEmpty() {
        int first = shop.order("TX-1");
        shop.order("TX-2");
        int last = shop.order("TX-3");

        var page = shop.get("/orders?per_page=2");
        assertThat(page.json()).hasSize(2);
        assertThat(page.json().at("/0/id").intValue()).isEqualTo(last);
        assertThat(page.header("X-WP-Total")).isEqualTo("3");
        assertThat(page.header("X-WP-TotalPages")).isEqualTo("2");
        assertThat(shop.get("/orders?per_page=2&page=3").json()).isEmpty();
        assertThat(shop.get("/orders?orderby=id&order=asc&offset=0&per_page=1")
                        .json()
                        .at("/0/id")
                        .intValue())
                .isEqualTo(first);
        assertThat(shop.get("/orders?per_page=101").status()).isEqualTo(400);
    }

    @Test
    void givenAnOrder_whenThrownAway_thenItCanStillBeReadAndTheSecondTimeIs410() {
        int id = shop.order("TX-1");

        JsonNode answer = shop.delete("/orders/" + id).json();

        assertThat(answer.path("status").asString()).as("as it was").isEqualTo("processing");
        assertThat(shop.get("/orders/" + id).json().path("status").asString()).isEqualTo("trash");
        assertThat(shop.count("")).isZero();
        assertThat(shop.count("status=any,trash")).isZero();
        assertThat(shop.count("status=trash")).isEqualTo(1);
        assertThat(shop.delete("/orders/" + id).status()).isEqualTo(410);
        assertThat(shop.delete("/orders/" + id + "?force=true").status()).isEqualTo(200);
        assertThat(shop.get("/orders/" + id).status()).isEqualTo(404);
        assertThat(shop.put("/orders/" + id, "{\"status\":\"cancelled\"}").status())
                .isEqualTo(400);
    }

    @Test
    void givenAnOrder_whenThrownAway_thenItsStockStaysTaken_butNotWhenItWasCancelled() {
        int full = stock();
        int trashed = shop.order("TX-1");
        int cancelled = shop.order("TX-2");
        assertThat(stock()).isEqualTo(full - 4);

        shop.delete("/orders/" + trashed);
        assertThat(stock()).isEqualTo(full - 4);

        shop.put("/orders/" + cancelled, "{\"status\":\"cancelled\"}");
        shop.put("/orders/" + cancelled, "{\"status\":\"cancelled\"}");
        shop.delete("/orders/" + cancelled);
        assertThat(stock()).isEqualTo(full - 2);
    }

    private int stock() {
        return shop.get("/products?sku=SKU-RED").json().at("/0/stock_quantity").intValue();
    }

    @Test
    void givenMetaFields_whenChanged_thenTheyAreMergedByKey() {
        int id = shop.order("TX-1");

        var meta = shop.put(
                        "/orders/" + id,
                        "{\"meta_data\":[{\"key\":\"_ordersync_key\",\"value\":\"new\"},{\"key\":\"b\",\"value\":\"c\"}]}")
                .json()
                .path("meta_data");

        assertThat(meta).hasSize(2);
        assertThat(meta.at("/0/value").asString()).isEqualTo("new");
    }

    @Test
    void givenPlainHttp_whenTheKeysAreSentAsTheyAre_thenTheyAreNotTaken() {
        assertThat(shop.plain("GET", shop.address("/wc/v3/orders")).status()).isEqualTo(401);
        assertThat(shop.plain("GET", shop.address("/"))
                        .json()
                        .path("namespaces")
                        .toString())
                .contains("wc/v3");
    }

    @ParameterizedTest
    @CsvSource({"HMAC-SHA1, HmacSHA1", "HMAC-SHA256, HmacSHA256"})
    void givenASignedRequest_whenItComesAgain_thenItsNonceWasUsed(String method, String algorithm) throws Exception {
        var parameters = "oauth_consumer_key=ck_sandbox&oauth_nonce=n-" + method + "&oauth_signature_method=" + method
                + "&oauth_timestamp=" + Instant.now().getEpochSecond();
        var signed = shop.address("/wc/v3/orders") + "?" + parameters + "&oauth_signature="
                + encoded(signature(
                        algorithm, "GET&" + encoded(shop.address("/wc/v3/orders")) + "&" + encoded(parameters)));

        assertThat(shop.plain("GET", signed).status()).isEqualTo(200);
        var again = shop.plain("GET", signed);
        assertThat(again.status()).isEqualTo(401);
        assertThat(again.json().path("message").asString()).isEqualTo("Invalid nonce - nonce has already been used.");
        assertThat(shop.plain("GET", signed.replace("n-HMAC", "m-HMAC"))
                        .json()
                        .path("message")
                        .asString())
                .startsWith("Invalid signature");
    }

    private static String signature(String algorithm, String base) throws GeneralSecurityException {
        var mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec("cs_sandbox&".getBytes(StandardCharsets.UTF_8), algorithm));
        return Base64.getEncoder().encodeToString(mac.doFinal(base.getBytes(StandardCharsets.UTF_8)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
