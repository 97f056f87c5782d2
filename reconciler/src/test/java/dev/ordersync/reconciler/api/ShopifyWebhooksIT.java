package dev.ordersync.reconciler.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.store.CredentialCipher;
import dev.ordersync.testing.Http;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShopifyWebhooksIT extends ApiFixture {
    private static final String SECRET = "shpss_0123456789";
    private static final String KEY = "os-0123456789abcdef0123456789abcdef-g1";
    private static final String ORDER =
            "{\"id\":1234,\"admin_graphql_api_id\":\"gid:\\/\\/shopify\\/Order\\/1234\",\"source_identifier\":null,\"tags\":\"gift,"
                    + " "
                    + KEY + "\"}";

    @BeforeEach
    void acmeIsAShopifyShop() {
        var credentials = Map.of("accessToken", "shpat_1", "webhookSecret", SECRET);
        jdbc.sql("UPDATE stores SET platform = 'shopify', credentials = :credentials, version = version + 1"
                        + " WHERE key = 'acme'")
                .param("credentials", new CredentialCipher("a-key-for-tests-only").encrypt(credentials))
                .update();
        stores.refresh();
    }

    private static String signature(String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Http.Answer send(String store, String topic, String event, String signature, String body) {
        return as(null).with(Map.of(
                        "X-Shopify-Topic", topic,
                        "X-Shopify-Event-Id", event,
                        "X-Shopify-Hmac-Sha256", signature))
                .send("POST", "/hooks/" + store + "/shopify", "application/json", BodyPublishers.ofString(body));
    }

    private Http.Answer send(String topic, String event, String body) {
        return send("acme", topic, event, signature(body), body);
    }

    private void nothingHasChanged() {
        assertThat(texts("SELECT delivery_id FROM webhook_deliveries")).isEmpty();
        assertThat(texts("SELECT platform_order_id FROM webhook_reads")).isEmpty();
    }

    @Test
    void B15_givenAShopifyMessage_whenItsEventComesTwice_thenItsOrderIsToBeReadOnce() {
        var first = send("orders/create", "e1", ORDER);
        jdbc.sql("UPDATE webhook_reads SET tries = 3").update();
        var again = send("orders/create", "e1", ORDER);

        assertThat(first.status()).isEqualTo(204);
        assertThat(again.status()).isEqualTo(204);
        assertThat(texts("SELECT platform_order_id || ' ' || tries || ' ' || reference FROM webhook_reads"))
                .containsExactly("1234 3 " + KEY);
    }

    @Test
    void givenADeletedOrder_whenTold_thenItsIdIsAllThatIsNeeded() {
        assertThat(send("orders/delete", "e2", "{\"id\":77}").status()).isEqualTo(204);
        assertThat(texts("SELECT platform_order_id FROM webhook_reads")).containsExactly("77");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "products/create | {\"id\":1}",
                "orders/create   | [1]",
                "orders/create   | no JSON",
                "orders/create   | {}",
                "orders/create   | {\"id\":\"../shop\"}"
            })
    void givenAMessageThatNamesNoOrder_whenSigned_thenNothingIsRead(String topic, String body) {
        assertThat(send(topic, "e3", body).status()).isEqualTo(204);
        nothingHasChanged();
    }

    @Test
    void B15_givenAWrongSignatureStoreOrPlatform_thenUnauthorized() {
        assertThat(send("acme", "orders/create", "e4", "AAAA", ORDER).status()).isEqualTo(401);
        assertThat(send("acme", "orders/create", "e4", "no base64!", ORDER).status())
                .isEqualTo(401);
        assertThat(send("acme", "orders/create", "e4", signature("{\"id\":1}"), ORDER)
                        .status())
                .isEqualTo(401);
        assertThat(send("nosuch", "orders/create", "e4", signature(ORDER), ORDER)
                        .status())
                .isEqualTo(401);
        assertThat(send("globex", "orders/create", "e4", signature(ORDER), ORDER)
                        .status())
                .isEqualTo(401);
        nothingHasChanged();
    }
}
