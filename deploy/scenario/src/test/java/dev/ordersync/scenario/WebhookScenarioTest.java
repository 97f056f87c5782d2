package dev.ordersync.scenario;

import static dev.ordersync.order.OrderStatus.BROKEN;
import static dev.ordersync.order.OrderStatus.IN_DOUBT;
import static dev.ordersync.order.OrderStatus.POSTING;
import static dev.ordersync.order.OrderStatus.QUEUED;
import static dev.ordersync.order.OrderStatus.SYNCED;
import static dev.ordersync.scenario.SyncScenario.RETRY_WITHIN;
import static dev.ordersync.scenario.SyncScenario.SETTLE_WINDOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.order.IdempotencyKey;
import dev.ordersync.order.OrderId;
import dev.ordersync.order.Outcome;
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
import org.junit.jupiter.api.Test;

/** The shop tells of an order; what it tells is never believed, only read. */
class WebhookScenarioTest {
    private static final byte[] KEY = "a key of the tests".getBytes(StandardCharsets.UTF_8);
    /** Longer than all the pauses between the reads of a copy that is not there. */
    private static final Duration ALL_READS = Duration.ofMinutes(10);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);

    @AutoClose
    private final SyncScenario scenario = new SyncScenario();

    private final StoreDirectory stores =
            new StoreDirectory(scenario.jdbc(), new CredentialCipher("a key for tests only"));
    private final WebhookInbox inbox = new WebhookInbox(scenario.jdbc(), stores, scenario.clock());
    private final WebhookReading reading = newReading();
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

    private void shopTells(Copy copy) {
        shopTells("msg_" + ++messages, copy.id().value(), copy.reference());
    }

    private void shopTells(String message, String copyId, @Nullable String reference) {
        var body = """
                {"type": "order.created", "data": {"id": "%s", "reference": %s}}
                """.formatted(copyId, reference == null ? "null" : '"' + reference + '"');
        var at = Long.toString(scenario.clock().instant().getEpochSecond());
        inbox.receive(
                new StoreKey("demo").value(),
                "http",
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

    private void readsFor(Duration length) {
        var until = scenario.clock().instant().plus(length);
        while (scenario.clock().instant().isBefore(until)) {
            reading.runOnce();
            scenario.clock().advance(BETWEEN_LOOKS);
        }
    }

    private OrderId orderInDoubt() {
        var order = scenario.queuedOrder("CV-1");
        scenario.shop().timesOutWithoutApplying();
        scenario.workerRunsOnce();
        assertThat(scenario.statusOf(order)).isEqualTo(IN_DOUBT);
        return order;
    }

    /** Proven absent, so that its retry is due. */
    private OrderId orderQueuedAgain() {
        var order = orderInDoubt();
        for (int i = 0; i < 60 && scenario.statusOf(order) == IN_DOUBT; i++) {
            scenario.clock().advance(BETWEEN_LOOKS);
            scenario.reconcilerRunsOnce();
        }
        assertThat(scenario.statusOf(order)).isEqualTo(QUEUED);
        return order;
    }

    private Copy copySurfaces() {
        return scenario.shop()
                .save(new NewOrder(
                        IdempotencyKey.of("default", "CV-1", 1), Orders.body("CV-1"), Orders.content("CV-1")));
    }

    private List<String> texts(String sql) {
        return scenario.jdbc().sql(sql).query((row, _) -> row.getString(1)).list();
    }

    private List<String> brokenSyncs() {
        return texts("SELECT kind FROM signals WHERE kind = 'broken-sync'");
    }

    private String linkedCopy(OrderId order) {
        return scenario.column(order, "platform_order_id", String.class);
    }

    @Test
    void B14_givenItIsInDoubt_whenTheShopTellsOfIt_thenItIsReadAndSettledAtOnce() {
        // given
        var order = orderInDoubt();
        var copy = copySurfaces();

        // when
        shopTells(copy);
        reading.runOnce();

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(linkedCopy(order)).isEqualTo(copy.id().value());
        assertThat(texts("SELECT actor_kind || ' ' || action FROM audit WHERE to_status = 'synced'"))
                .containsExactly("platform webhook");
        scenario.runsFor(RETRY_WITHIN);
        assertThat(scenario.shop().postsOf("CV-1")).isOne();
    }

    @Test
    void B14_I5_givenItsRetryIsQueued_whenTheShopTellsOfIt_thenItIsSyncedAndNotPosted() {
        // given
        var order = orderQueuedAgain();
        var copy = copySurfaces();

        // when
        shopTells(copy);
        reading.runOnce();
        scenario.runsFor(SETTLE_WINDOW);

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(linkedCopy(order)).isEqualTo(copy.id().value());
        assertThat(scenario.shop().postsOf("CV-1")).isOne();
    }

    @Test
    void B14_I5_givenItIsBeingPosted_whenTheShopTellsOfIt_thenItIsKeptAndUsedWhenTheAttemptEnds() {
        // given
        var order = scenario.queuedOrder("CV-1");
        scenario.shop().does(sent -> {
            shopTells(scenario.shop().save(sent));
            reading.runOnce();
            assertThat(scenario.statusOf(order)).isEqualTo(POSTING);
            return new Outcome.Rejected(422, "duplicate-order");
        });

        // when
        scenario.workerRunsOnce();

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(IN_DOUBT);
        scenario.reconcilerRunsOnce();
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(scenario.shop().postsOf("CV-1")).isOne();
    }

    @Test
    void B14_givenTheShopToldOfOneCopy_whenTheAnswerNamesAnother_thenThatOneIsATwin() {
        // given
        var order = orderQueuedAgain();
        var first = copySurfaces();
        scenario.shop().does(sent -> {
            shopTells(first);
            reading.runOnce();
            return ScriptedShop.accepted(scenario.shop().save(sent));
        });

        // when
        scenario.workerRunsOnce();

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(linkedCopy(order)).isNotEqualTo(first.id().value());
        assertThat(texts("SELECT platform_order_id || ' ' || found_by || ' ' || state FROM twins"))
                .containsExactly(first.id() + " webhook open");
        assertThat(texts("SELECT kind FROM signals WHERE kind = 'twin'")).hasSize(1);
    }

    @Test
    void B14_givenTheShopToldOfTheVeryCopy_whenTheAnswerNamesIt_thenThereIsNoTwin() {
        // given
        var order = scenario.queuedOrder("CV-1");
        scenario.shop().does(sent -> {
            var copy = scenario.shop().save(sent);
            shopTells(copy);
            reading.runOnce();
            return ScriptedShop.accepted(copy);
        });

        // when
        scenario.workerRunsOnce();
        shopTells(scenario.shop().copiesOf("CV-1").getFirst());
        var version = scenario.column(order, "version", Integer.class);
        reading.runOnce();

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(texts("SELECT platform_order_id FROM twins")).isEmpty();
        assertThat(scenario.column(order, "version", Integer.class)).isEqualTo(version);
    }

    @Test
    void B15_givenTheMessageTwice_thenTheSecondChangesNothing() {
        // given
        var order = orderInDoubt();
        var copy = copySurfaces();
        shopTells("msg_1", copy.id().value(), copy.reference());
        reading.runOnce();
        var audit = scenario.auditOf(order);

        // when
        shopTells("msg_1", copy.id().value(), copy.reference());
        reading.runOnce();

        // then
        assertThat(scenario.auditOf(order)).isEqualTo(audit);
        assertThat(texts("SELECT platform_order_id FROM webhook_reads")).isEmpty();
    }

    @Test
    void B15_givenTheMessageComesBeforeTheCopyCanBeRead_thenItIsReadAgain() {
        // given
        var order = orderInDoubt();
        shopTells("msg_1", "1000", IdempotencyKey.of("default", "CV-1", 1));
        reading.runOnce();
        assertThat(scenario.statusOf(order)).isEqualTo(IN_DOUBT);

        // when
        assertThat(copySurfaces().id().value()).isEqualTo("1000");
        scenario.clock().advance(Duration.ofSeconds(2));
        reading.runOnce();

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
    }

    @Test
    void B15_givenACopyWithoutOurReference_thenItIsLookedIntoAndNeverLinked() {
        // given
        var order = orderInDoubt();
        scenario.reconcilerRunsOnce();
        assertThat(scenario.timeOf(order, "due_at")).isAfter(scenario.clock().instant());
        var copy = scenario.shop().merchantTypesIn(Orders.content("CV-1"));

        // when
        shopTells("msg_1", copy.id().value(), IdempotencyKey.of("default", "CV-1", 1));
        reading.runOnce();

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(IN_DOUBT);
        assertThat(scenario.timeOf(order, "due_at")).isEqualTo(scenario.clock().instant());
        scenario.runsFor(RETRY_WITHIN);
        assertThat(scenario.statusOf(order)).isEqualTo(BROKEN);
        assertThat(scenario.shop().postsOf("CV-1")).isOne();
    }

    @Test
    void B15_givenAnotherShopAnswersByNow_thenItsCopyIsNoEvidence() {
        // given
        var order = orderInDoubt();
        var copy = copySurfaces();
        scenario.shop().becomesAnotherShop();

        // when
        shopTells(copy);
        reading.runOnce();

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(IN_DOUBT);
    }

    @Test
    void D2_givenItsRetryIsSynced_whenTheShopTellsOfTheFirstCopy_thenItIsATwinOnce() {
        // given
        var order = orderQueuedAgain();
        scenario.workerRunsOnce();
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        var linked = linkedCopy(order);
        var copy = copySurfaces();

        // when
        shopTells(copy);
        reading.runOnce();
        shopTells(copy);
        reading.runOnce();

        // then
        assertThat(linkedCopy(order)).isEqualTo(linked);
        assertThat(texts("SELECT platform_order_id || ' ' || found_by FROM twins"))
                .containsExactly(copy.id() + " webhook");
        assertThat(texts("SELECT kind FROM signals WHERE kind = 'twin'")).hasSize(1);
    }

    @Test
    void I11_givenTheCopyWasVoided_whenItsMessageIsReplayed_thenItIsReadAndNothingElse() {
        // given
        var order = orderQueuedAgain();
        var copy = copySurfaces();
        scenario.jdbc()
                .sql("INSERT INTO links (shop_id, platform_order_id, order_id, purpose, at)"
                        + " SELECT 'shop-1', :copy, id, 'void', received_at FROM orders")
                .param("copy", copy.id().value())
                .update();
        var version = scenario.column(order, "version", Integer.class);

        // when
        shopTells(copy);
        reading.runOnce();
        scenario.shop().merchantCancels("CV-1");
        shopTells(copy);
        reading.runOnce();

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(QUEUED);
        assertThat(scenario.column(order, "version", Integer.class)).isEqualTo(version);
        assertThat(texts("SELECT reason FROM audit WHERE action = 'webhook' ORDER BY seq"))
                .containsExactly(
                        "nothing new: copy " + copy.id() + " is there", "nothing new: copy " + copy.id() + " is gone");
    }

    @Test
    void B9_givenItIsSynced_whenTheMerchantCancelsTheCopy_thenItStaysSyncedAndPeopleAreToldOnce() {
        // given
        var order = scenario.queuedOrder("CV-1");
        scenario.workerRunsOnce();
        var copy = scenario.shop().copiesOf("CV-1").getFirst();

        // when
        scenario.shop().merchantCancels("CV-1");
        shopTells(copy);
        reading.runOnce();
        shopTells(copy);
        reading.runOnce();

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(scenario.column(order, "reason", String.class)).isEqualTo("It was cancelled in your shop.");
        assertThat(brokenSyncs()).hasSize(1);
    }

    @Test
    void B9_givenItsRetryIsQueued_whenTheMerchantCancelledTheCopy_thenItIsBrokenAndNotPosted() {
        // given
        var order = orderQueuedAgain();
        var copy = copySurfaces();
        scenario.shop().merchantCancels("CV-1");

        // when
        shopTells(copy);
        reading.runOnce();
        scenario.runsFor(SETTLE_WINDOW);

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(BROKEN);
        assertThat(brokenSyncs()).hasSize(1);
        assertThat(scenario.shop().postsOf("CV-1")).isOne();
    }

    @Test
    void B7_givenItIsInDoubt_whenTheCopyThatTheShopToldOfIsGoneForGood_thenItIsBrokenAndNotPosted() {
        // given
        var order = orderInDoubt();
        var copy = copySurfaces();
        shopTells(copy);
        scenario.shop().merchantDeletes("CV-1");

        // when
        reading.runOnce();
        assertThat(scenario.statusOf(order)).isEqualTo(IN_DOUBT);
        readsFor(ALL_READS);

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(BROKEN);
        assertThat(scenario.column(order, "reason", String.class)).isEqualTo("It was deleted in your shop.");
        scenario.runsFor(RETRY_WITHIN);
        assertThat(scenario.shop().postsOf("CV-1")).isOne();
    }

    @Test
    void B7_givenItIsSynced_whenItsCopyIsDeleted_thenItStaysSyncedAndPeopleAreTold() {
        // given
        var order = scenario.queuedOrder("CV-1");
        scenario.workerRunsOnce();
        var copy = scenario.shop().copiesOf("CV-1").getFirst();
        scenario.shop().merchantDeletes("CV-1");

        // when
        shopTells("msg_1", copy.id().value(), null);
        readsFor(ALL_READS);

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(SYNCED);
        assertThat(scenario.column(order, "reason", String.class)).isEqualTo("It was deleted in your shop.");
        assertThat(brokenSyncs()).hasSize(1);
    }

    @Test
    void B7_givenACopyIsDeletedDuringAnAttempt_whenThatOneFails_thenItIsNeverSentAgainByItself() {
        // given
        var order = orderQueuedAgain();
        scenario.shop().does(_ -> {
            shopTells("msg_1", "999", IdempotencyKey.of("default", "CV-1", 1));
            readsFor(ALL_READS);
            return Outcome.Unknown.because("no reply within 30 s");
        });

        // when
        scenario.workerRunsOnce();
        scenario.runsFor(RETRY_WITHIN.multipliedBy(2));

        // then
        assertThat(scenario.statusOf(order)).isEqualTo(BROKEN);
        assertThat(scenario.shop().postsOf("CV-1")).isEqualTo(2);
    }
}
