package dev.ordersync.sandbox.contract;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersync.order.Outcome;
import dev.ordersync.platform.AsSent;
import dev.ordersync.platform.Copy;
import dev.ordersync.platform.Platform;
import dev.ordersync.platform.Voided;
import dev.ordersync.platform.client.PlatformClient;
import dev.ordersync.sandbox.SandboxApplication;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The contract where a shop can be made to fail: every fault, on every platform. */
@SpringBootTest(
        classes = SandboxApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "sandbox.smtp-port=0")
abstract class SandboxContractIT extends PlatformContractIT {
    static final PlatformClient CLIENT = PlatformClient.create(true);

    /** Until we give up on a silence that we expect. */
    private static final Duration SHORT = Duration.ofSeconds(1);

    @LocalServerPort
    private int port;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    SandboxShop sandbox;

    abstract Platform adapter();

    abstract Map<String, String> credentials();

    /** What a fault teaches where it cannot teach the usual. */
    String outcomeOf(String fault, String usual) {
        return usual;
    }

    @Override
    final ShopUnderTest shopUnderTest() {
        sandbox = new SandboxShop(port, adapter(), credentials());
        return sandbox;
    }

    @ParameterizedTest
    @CsvSource({
        "timeout-after-saving,   unknown,        1",
        "timeout-without-saving, unknown,        0",
        "reset,                  unknown,        1",
        "reset-without-saving,   unknown,        0",
        "gateway-timeout,        unknown,        1",
        "nonce-used,             unknown,        1",
        "half-written,           unknown,        1",
        "torn,                   unknown,        1",
        "torn-early,             unknown,        1",
        "drop-reference,         unknown,        1",
        "server-error,           unknown,        0",
        "html-page,              unknown,        0",
        "redirect,               unknown,        0",
        "down,                   unknown,        0",
        "no-id,                  accepted_no_id, 1",
        "fewer-lines,            accepted,       1",
        "empty-order,            accepted,       1",
        "refuse,                 rejected,       0",
        "refuse-with-draft,      rejected,       1",
        "unauthorized,           held,           0"
    })
    void A1_A3_A4_A6_A7_A8_A9_givenAFault_whenCreated_thenTheOutcomeSaysNoMoreThanIsKnown(
            String fault, String outcome, int copies) {
        // given
        var order = order();
        platform.create(shop, order(), () -> true); // its products are known from here on
        int before = sandbox.copies();
        sandbox.meets(fault);

        // when
        var learnt = platform.create(under.shop(SHORT), order, () -> true);

        // then
        assertThat(learnt.code()).as(learnt.detail()).isEqualTo(outcomeOf(fault, outcome));
        await().atMost(PATIENCE.toSeconds(), SECONDS).until(() -> sandbox.copies() - before == copies);
        if (learnt instanceof Outcome.Accepted accepted) {
            assertThat(accepted.differences()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"torn", "half-written"})
    void C11_givenAHalfWrittenCopy_whenLookedUp_thenItIsKnownAsOursAndAsNotWhole(String fault) {
        // given
        var order = order();
        sandbox.meets(fault);
        platform.create(under.shop(SHORT), order, () -> true);

        // when
        var copies = copiesOf(order);

        // then
        assertThat(copies).singleElement().satisfies(copy -> {
            assertThat(copy.status()).isEqualTo(Copy.Status.OPEN);
            assertThat(AsSent.differences(order.content(), copy.content())).isNotEmpty();
        });
        assertThat(platform.findByReference(shop, order.key()).copies())
                .extracting(Copy::id)
                .containsExactly(copies.getFirst().id());
    }

    @Test
    void B1_givenACopyThatIsSavedLate_whenLookedUp_thenItIsFoundOnceItIsThere() {
        var order = order();
        sandbox.meets("gateway-timeout-late");
        assertThat(create(order).code()).isEqualTo("unknown");
        assertThat(copiesOf(order)).isEmpty();

        await().atMost(PATIENCE.toSeconds(), SECONDS)
                .until(() -> !copiesOf(order).isEmpty());

        assertThat(AsSent.differences(
                        order.content(), copiesOf(order).getFirst().content()))
                .isEmpty();
    }

    @Test
    void B4_givenAShopThatIgnoresTheFilter_whenScanned_thenItProvesNothing() {
        created(order());
        sandbox.meets("ignore-filters");
        var longAgo = Instant.now().minus(Duration.ofDays(30));

        var listing = platform.scan(shop, longAgo, longAgo.plus(Duration.ofHours(1)), PATIENCE);

        assertThat(listing.complete()).isFalse();
        assertThat(listing.copies()).isEmpty();
        assertThat(platform.findByReference(shop, order().key()).copies()).isEmpty();
    }

    @Test
    void B2_B3_givenAListThatLagsOrFails_whenScanned_thenNothingIsClaimedThatWasNotSeen() {
        var order = order();
        created(order);

        sandbox.meets("stale-list");
        assertThat(copiesOf(order)).isEmpty();
        sandbox.meets("list-error");
        assertThat(scan().complete()).isFalse();
        assertThat(scan().hold()).isNull();
    }

    @Test
    void E7_givenADeleteThatIsNeverAnswered_thenItIsUnclearAndOnlyAReadTells() {
        var order = order();
        var id = created(order);

        sandbox.meets("delete-lost");
        assertThat(platform.delete(under.shop(SHORT), id, () -> true)).isInstanceOf(Voided.Unclear.class);
        assertThat(statusOf(id)).isEqualTo(Copy.Status.OPEN);
        sandbox.meets("delete-silent");
        assertThat(platform.delete(under.shop(SHORT), id, () -> true)).isInstanceOf(Voided.Unclear.class);
        assertThat(statusOf(id).isLive()).isFalse();
    }

    @Test
    void G2_givenAnotherShopBehindTheAddress_whenAsked_thenItsIdentityDiffers() {
        var known = platform.identify(shop).shopId();

        sandbox.meets("other-shop");

        assertThat(platform.identify(shop).shopId()).isNotNull().isNotEqualTo(known);
        assertThat(platform.verify(shop).shopId()).isNotEqualTo(known);
    }
}
