package dev.ordersync.scenario;

import static dev.ordersync.order.OrderStatus.IN_DOUBT;
import static dev.ordersync.order.OrderStatus.QUEUED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.order.IdempotencyKey;
import dev.ordersync.order.OrderId;
import dev.ordersync.order.StoreKey;
import dev.ordersync.platform.Copy;
import dev.ordersync.platform.NewOrder;
import dev.ordersync.platform.Platforms;
import dev.ordersync.runtime.ShardOwner;
import dev.ordersync.store.CredentialCipher;
import dev.ordersync.store.StoreDirectory;
import dev.ordersync.webhook.SignedMessage;
import dev.ordersync.webhook.WebhookInbox;
import dev.ordersync.webhook.WebhookReading;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;

/** A shop that signs what it tells, and the reconciler that reads what it was told of. */
abstract class WebhookFixture {
    private static final byte[] KEY = "a key of the tests".getBytes(StandardCharsets.UTF_8);
    /** Longer than all the pauses between the reads of a copy that is not there. */
    static final Duration ALL_READS = Duration.ofMinutes(10);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);

    @AutoClose
    final SyncScenario scenario = new SyncScenario();

    private final StoreDirectory stores =
            new StoreDirectory(scenario.jdbc(), new CredentialCipher("a key for tests only"));
    private final WebhookInbox inbox = new WebhookInbox(scenario.jdbc(), stores, scenario.clock());
    final WebhookReading reading = newReading();
    private int messages;

    private WebhookReading newReading() {
        var secret = "whsec_" + Base64.getEncoder().encodeToString(KEY);
        scenario.jdbc()
                .sql("UPDATE stores SET credentials = :credentials, version = version + 1")
                .param(
                        "credentials",
                        new CredentialCipher("a key for tests only")
                                .encrypt(Map.of("bearerToken", "t", "webhookSecret", secret)))
                .update();
        stores.refresh();
        var owner = new ShardOwner(scenario.clock());
        owner.assigned(List.of(0), 1);
        return new WebhookReading(
                scenario.jdbc(),
                stores,
                scenario.health(),
                owner,
                () -> true,
                scenario.clock(),
                new Platforms(List.of(scenario.shop())),
                Runnable::run);
    }

    void shopTells(Copy copy) {
        shopTells("msg_" + ++messages, copy.id().value(), copy.reference());
    }

    void shopTells(String message, String copyId, @Nullable String reference) {
        var body = """
                {"type": "order.created", "data": {"id": "%s", "reference": %s}}
                """.formatted(copyId, reference == null ? "null" : '"' + reference + '"');
        var at = Long.toString(scenario.clock().instant().getEpochSecond());
        inbox.receive(
                new StoreKey("demo").value(),
                new SignedMessage(message, at, "v1," + sum(message + "." + at + "." + body), body));
    }

    private static String sum(String signed) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    void readsFor(Duration length) {
        var until = scenario.clock().instant().plus(length);
        while (scenario.clock().instant().isBefore(until)) {
            reading.runOnce();
            scenario.clock().advance(BETWEEN_LOOKS);
        }
    }

    OrderId orderInDoubt() {
        var order = scenario.queuedOrder("CV-1");
        scenario.shop().timesOutWithoutApplying();
        scenario.workerRunsOnce();
        assertThat(scenario.statusOf(order)).isEqualTo(IN_DOUBT);
        return order;
    }

    /** Proven absent, so that its retry is due. */
    OrderId orderQueuedAgain() {
        var order = orderInDoubt();
        for (int i = 0; i < 60 && scenario.statusOf(order) == IN_DOUBT; i++) {
            scenario.clock().advance(BETWEEN_LOOKS);
            scenario.reconcilerRunsOnce();
        }
        assertThat(scenario.statusOf(order)).isEqualTo(QUEUED);
        return order;
    }

    Copy copySurfaces() {
        return scenario.shop()
                .save(new NewOrder(
                        IdempotencyKey.of("default", "CV-1", 1), Orders.body("CV-1"), Orders.content("CV-1")));
    }

    List<String> brokenSyncs() {
        return scenario.texts("SELECT kind FROM signals WHERE kind = 'broken-sync'");
    }

    String linkedCopy(OrderId order) {
        return scenario.column(order, "platform_order_id", String.class);
    }
}
