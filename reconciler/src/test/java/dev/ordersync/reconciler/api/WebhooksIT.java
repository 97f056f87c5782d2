package dev.ordersync.reconciler.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.store.CredentialCipher;
import dev.ordersync.testing.Http;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhooksIT extends ApiFixture {
    private static final String KEY =
            Base64.getEncoder().encodeToString("a key of the tests".getBytes(StandardCharsets.UTF_8));
    private static final String BODY = """
            {"type": "order.created", "timestamp": "2026-11-24T10:00:00Z", "data": {"id": "1000", "reference": null}}
            """;

    @BeforeEach
    void acmeHasASecret() {
        secret("acme", "whsec_" + KEY);
    }

    private void secret(String store, @Nullable String secret) {
        var credentials =
                secret == null ? Map.of("bearerToken", "t") : Map.of("bearerToken", "t", "webhookSecret", secret);
        jdbc.sql(
                        "UPDATE stores SET platform = 'http', credentials = :credentials, version = version + 1 WHERE key = :key")
                .param("credentials", new CredentialCipher("a-key-for-tests-only").encrypt(credentials))
                .param("key", store)
                .update();
        stores.refresh();
    }

    private static String signature(String id, String timestamp, String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(KEY), "HmacSHA256"));
            var sum = mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(sum);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String seconds(Instant at) {
        return Long.toString(at.getEpochSecond());
    }

    private Http.Answer send(String store, Map<String, String> headers) {
        return as(null).with(headers)
                .send("POST", "/hooks/" + store + "/http", "application/json", BodyPublishers.ofString(BODY));
    }

    private Map<String, String> signed(String id, Instant at) {
        return Map.of(
                "Webhook-Id",
                id,
                "Webhook-Timestamp",
                seconds(at),
                "Webhook-Signature",
                signature(id, seconds(at), BODY));
    }

    private void nothingHasChanged() {
        assertThat(texts("SELECT delivery_id FROM webhook_deliveries")).isEmpty();
        assertThat(texts("SELECT platform_order_id FROM webhook_reads")).isEmpty();
    }

    @Test
    void B15_givenASignedMessage_whenItComesTwice_thenItsCopyIsToBeReadOnce() {
        // when
        var first = send("acme", signed("msg_1", TestClock.START));
        jdbc.sql("UPDATE webhook_reads SET tries = 3").update();
        clock.advance(Duration.ofMinutes(1));
        var again = send("acme", signed("msg_1", clock.instant()));

        // then
        assertThat(first.status()).isEqualTo(204);
        assertThat(again.status()).isEqualTo(204);
        assertThat(texts("SELECT platform_order_id || ' ' || tries FROM webhook_reads"))
                .containsExactly("1000 3");

        // and another message about the same copy has it read afresh
        assertThat(send("acme", signed("msg_2", clock.instant())).status()).isEqualTo(204);
        assertThat(texts("SELECT platform_order_id || ' ' || tries FROM webhook_reads"))
                .containsExactly("1000 0");
    }

    @ParameterizedTest
    @CsvSource({"-300, 204", "300, 204", "-301, 401", "301, 401"})
    void B15_givenATimeOff_thenItIsLetInUpToFiveMinutes(int seconds, int status) {
        assertThat(send("acme", signed("msg_1", TestClock.START.plusSeconds(seconds)))
                        .status())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"globex", "initech", "Not-A-Key"})
    void B15_givenAStoreWithoutSecretOrNoStoreAtAll_thenUnauthorized(String store) {
        // when
        var answer = send(store, signed("msg_1", TestClock.START));

        // then
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("unauthorized");
        nothingHasChanged();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v1,", "v1,AAAA", "v2,AAAA v1,!", "nonsense"})
    void B15_givenAWrongSignature_thenUnauthorized(String signature) {
        // given
        var headers = Map.of(
                "Webhook-Id", "msg_1", "Webhook-Timestamp", seconds(TestClock.START), "Webhook-Signature", signature);

        // then
        assertThat(send("acme", headers).status()).isEqualTo(401);
        assertThat(send("acme", Map.of()).status()).isEqualTo(401);
        nothingHasChanged();
    }

    @Test
    void B15_givenASignatureOfAnotherMessage_thenUnauthorized() {
        var headers = Map.of(
                "Webhook-Id",
                "msg_2",
                "Webhook-Timestamp",
                seconds(TestClock.START),
                "Webhook-Signature",
                signature("msg_1", seconds(TestClock.START), BODY));

        assertThat(send("acme", headers).status()).isEqualTo(401);
        nothingHasChanged();
    }

    @Test
    void givenSeveralSignatures_whenOneIsRight_thenTheMessageIsLetIn() {
        var at = seconds(TestClock.START);
        var headers = Map.of(
                "Webhook-Id",
                "msg_1",
                "Webhook-Timestamp",
                at,
                "Webhook-Signature",
                "v1,AAAA v1a,BBBB " + signature("msg_1", at, BODY));

        assertThat(send("acme", headers).status()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "whsec_", "whsec_!!", "plain"})
    void givenASecretThatIsNone_thenNoMessageIsTrusted(String secret) {
        secret("acme", secret);
        assertThat(send("acme", signed("msg_1", TestClock.START)).status()).isEqualTo(401);
        nothingHasChanged();
    }

    @Test
    void givenAnythingButAPost_thenItIsRefused() {
        assertThat(as(null).get("/hooks/acme/http").status()).isEqualTo(401);
        assertThat(as(ADMIN).delete("/hooks/acme/http").status()).isEqualTo(403);
    }
}
