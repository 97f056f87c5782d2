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

class WooWebhooksIT extends ApiFixture {
    private static final String SECRET = "any text that the merchant chose";
    private static final String KEY = "os-0123456789abcdef0123456789abcdef-g1";
    private static final String ORDER = "{\"id\":1234,\"status\":\"processing\",\"transaction_id\":\"" + KEY + "\"}";

    @BeforeEach
    void acmeIsAWooShop() {
        var credentials = Map.of("consumerKey", "ck_1", "consumerSecret", "cs_1", "webhookSecret", SECRET);
        jdbc.sql(
                        "UPDATE stores SET platform = 'woocommerce', credentials = :credentials, version = version + 1 WHERE key = 'acme'")
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

    private Http.Answer send(String store, String topic, String delivery, String signature, String body) {
        return as(null).with(Map.of(
                        "X-WC-Webhook-Topic", topic,
                        "X-WC-Webhook-Delivery-ID", delivery,
                        "X-WC-Webhook-Signature", signature))
                .send("POST", "/hooks/" + store + "/woocommerce", "application/json", BodyPublishers.ofString(body));
    }

    private Http.Answer send(String topic, String delivery, String body) {
        return send("acme", topic, delivery, signature(body), body);
    }

    private void nothingHasChanged() {
        assertThat(texts("SELECT delivery_id FROM webhook_deliveries")).isEmpty();
        assertThat(texts("SELECT platform_order_id FROM webhook_reads")).isEmpty();
    }

    @Test
    void B15_givenAWooMessage_whenItComesTwice_thenItsOrderIsToBeReadOnce() {
        var first = send("order.created", "d1", ORDER);
        jdbc.sql("UPDATE webhook_reads SET tries = 3").update();
        var again = send("order.created", "d1", ORDER);

        assertThat(first.status()).isEqualTo(204);
        assertThat(again.status()).isEqualTo(204);
        assertThat(texts("SELECT platform_order_id || ' ' || tries || ' ' || reference FROM webhook_reads"))
                .containsExactly("1234 3 " + KEY);
    }

    @Test
    void givenADeletedOrder_whenTold_thenItsIdIsAllThatIsNeeded() {
        assertThat(send("order.deleted", "d2", "{\"id\":77}").status()).isEqualTo(204);
        assertThat(texts("SELECT platform_order_id FROM webhook_reads")).containsExactly("77");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "product.created | {\"id\":1}",
                "order.created | [1]",
                "order.created | no JSON",
                "order.created | {}"
            })
    void givenAMessageThatNamesNoOrder_whenSigned_thenNothingIsRead(String topic, String body) {
        assertThat(send(topic, "d3", body).status()).isEqualTo(204);
        nothingHasChanged();
    }

    @Test
    void B15_givenAWrongSignatureStoreOrPlatform_thenUnauthorized() {
        assertThat(send("acme", "order.created", "d4", "AAAA", ORDER).status()).isEqualTo(401);
        assertThat(send("acme", "order.created", "d4", "no base64!", ORDER).status())
                .isEqualTo(401);
        assertThat(send("acme", "order.created", "d4", signature("{\"id\":1}"), ORDER)
                        .status())
                .isEqualTo(401);
        assertThat(send("nosuch", "order.created", "d4", signature(ORDER), ORDER)
                        .status())
                .isEqualTo(401);
        assertThat(send("globex", "order.created", "d4", signature(ORDER), ORDER)
                        .status())
                .isEqualTo(401);
        assertThat(as(null).with(Map.of(
                                "Webhook-Id", "m", "Webhook-Timestamp", "1", "Webhook-Signature", signature(ORDER)))
                        .send("POST", "/hooks/acme/http", "application/json", BodyPublishers.ofString(ORDER))
                        .status())
                .isEqualTo(401);
        nothingHasChanged();
    }

    /** Sent unsigned when the webhook is saved: without a 200 the shop's page shows an error. */
    @Test
    void givenThePingOfASavedWebhook_thenItIsAnsweredAndChangesNothing() {
        var ping = as(null).send(
                        "POST",
                        "/hooks/acme/woocommerce",
                        "application/x-www-form-urlencoded",
                        BodyPublishers.ofString("webhook_id=7"));
        var forged =
                as(null).send("POST", "/hooks/acme/woocommerce", "application/json", BodyPublishers.ofString(ORDER));

        assertThat(ping.status()).isEqualTo(200);
        assertThat(forged.status()).isEqualTo(401);
        nothingHasChanged();
    }
}
