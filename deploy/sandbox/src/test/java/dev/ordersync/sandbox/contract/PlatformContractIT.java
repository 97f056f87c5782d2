package dev.ordersync.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ordersync.order.Outcome;
import dev.ordersync.order.PlatformOrderId;
import dev.ordersync.platform.AsSent;
import dev.ordersync.platform.Copy;
import dev.ordersync.platform.Found;
import dev.ordersync.platform.Listing;
import dev.ordersync.platform.NewOrder;
import dev.ordersync.platform.Platform;
import dev.ordersync.platform.Shop;
import dev.ordersync.platform.Voided;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every shop must show and every adapter must make of it: whole orders found again, and no guess. */
abstract class PlatformContractIT {
    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration AROUND = Duration.ofMinutes(10);

    @SuppressWarnings("NullAway.Init") // Set before each test.
    ShopUnderTest under;

    @SuppressWarnings("NullAway.Init")
    Platform platform;

    @SuppressWarnings("NullAway.Init")
    Shop shop;

    abstract ShopUnderTest shopUnderTest();

    @BeforeEach
    void meetTheShop() {
        under = shopUnderTest();
        platform = under.platform();
        shop = under.shop(PATIENCE);
    }

    final NewOrder order() {
        return SentOrder.of(under.sku());
    }

    final Outcome create(NewOrder order) {
        return platform.create(shop, order, () -> true);
    }

    final PlatformOrderId created(NewOrder order) {
        return ((Outcome.Accepted) create(order)).id();
    }

    /** Reads the present, some minutes around. */
    final Listing scan() {
        var now = Instant.now();
        return platform.scan(shop, now.minus(AROUND), now.plus(AROUND), PATIENCE);
    }

    final List<Copy> copiesOf(NewOrder order) {
        return scan().copies().stream()
                .filter(copy -> order.key().equals(copy.reference()))
                .toList();
    }

    final Copy.Status statusOf(PlatformOrderId id) {
        return switch (platform.get(shop, id)) {
            case Found.Present present -> present.copy().status();
            case Found.Absent _ -> Copy.Status.TRASHED;
            case Found.Unclear unclear -> throw new AssertionError(unclear.problem());
        };
    }

    @Test
    void givenAnOrder_whenCreated_thenItIsAcceptedAsSentAndCanBeReadAgain() {
        // given
        var order = order();

        // when
        var outcome = create(order);

        // then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Accepted.class,
                        accepted -> assertThat(accepted.differences()).isEmpty());
        var found = platform.get(shop, ((Outcome.Accepted) outcome).id());
        assertThat(found).isInstanceOfSatisfying(Found.Present.class, present -> {
            assertThat(present.copy().reference()).isEqualTo(order.key());
            assertThat(present.copy().status()).isEqualTo(Copy.Status.OPEN);
            assertThat(present.copy().workedOn()).isFalse();
            assertThat(present.copy().content().marketplaceId())
                    .isEqualTo(order.content().id());
            assertThat(present.copy().content().email()).isEqualTo("zoe@example.com");
            assertThat(AsSent.differences(order.content(), present.copy().content()))
                    .isEmpty();
        });
    }

    @Test
    void givenAnOrder_whenLookedUp_thenBothWaysFindItAndNothingElseOfItsReference() {
        var order = order();
        var id = created(order);
        created(order());

        var byReference = platform.findByReference(shop, order.key());
        var scanned = scan();

        assertThat(byReference.problem()).isNull();
        assertThat(byReference.copies()).extracting(Copy::id).containsExactly(id);
        assertThat(scanned.problem()).isNull();
        assertThat(scanned.complete()).isTrue();
        assertThat(scanned.shopTime()).isNotNull();
        assertThat(copiesOf(order)).extracting(Copy::id).containsExactly(id);
    }

    @Test
    void B10_givenAnOrder_whenScanned_thenItsTimeIsGmtAndOtherTimesDoNotShowIt() {
        var order = order();
        var before = Instant.now();
        created(order);

        assertThat(copiesOf(order).getFirst().createdAt()).isBetween(before.minusSeconds(60), before.plusSeconds(60));
        var earlier = platform.scan(shop, before.minus(AROUND.multipliedBy(2)), before.minus(AROUND), PATIENCE);
        assertThat(earlier.complete()).isTrue();
        assertThat(earlier.copies()).extracting(Copy::reference).doesNotContain(order.key());
    }

    @Test
    void givenAnOrder_whenCancelled_thenItIsFoundAsCancelledAndMayBeCancelledAgain() {
        var order = order();
        var id = created(order);

        assertThat(platform.cancel(shop, id, () -> true)).isInstanceOf(Voided.Gone.class);

        assertThat(statusOf(id)).isEqualTo(Copy.Status.CANCELLED);
        assertThat(copiesOf(order)).extracting(Copy::status).containsExactly(Copy.Status.CANCELLED);
        assertThat(platform.cancel(shop, id, () -> true)).isInstanceOf(Voided.Gone.class);
    }

    @Test
    void E12_givenAnOrder_whenDeleted_thenItIsNoLongerLiveAndDeletingItAgainIsNoError() {
        assumeTrue(platform.capabilities().deletable(), "Such a shop deletes no order that was placed");
        var order = order();
        var id = created(order);

        assertThat(platform.delete(shop, id, () -> true)).isInstanceOf(Voided.Gone.class);

        assertThat(statusOf(id).isLive()).isFalse();
        assertThat(copiesOf(order)).noneMatch(copy -> copy.status().isLive());
        assertThat(platform.delete(shop, id, () -> true)).isInstanceOf(Voided.Gone.class);
    }

    @Test
    void givenAnIdThatTheShopNeverHad_whenRead_thenItIsAbsent() {
        assertThat(platform.get(shop, new PlatformOrderId("999999999"))).isEqualTo(new Found.Absent());
    }

    @Test
    void givenNoTimeLeft_whenCreated_thenNothingIsSent() {
        var order = order();

        assertThat(platform.create(shop, order, () -> false).code()).isEqualTo("not_sent");

        assertThat(copiesOf(order)).isEmpty();
    }

    @Test
    void givenNoTimeLeft_whenVoided_thenTheCopyStays() {
        var id = created(order());

        assertThat(platform.delete(shop, id, () -> false)).isInstanceOf(Voided.Unclear.class);
        assertThat(platform.cancel(shop, id, () -> false)).isInstanceOf(Voided.Unclear.class);

        assertThat(statusOf(id)).isEqualTo(Copy.Status.OPEN);
    }

    @Test
    void givenTheShop_whenVerified_thenItsIdentityIsTheSameEachTimeAndItsCapabilitiesAreSaid() {
        var verified = platform.verify(shop);

        assertThat(verified.checks())
                .allSatisfy(check -> assertThat(check.ok()).as(check.toString()).isTrue());
        assertThat(verified.ok()).isTrue();
        assertThat(verified.shopTime()).isNotNull();
        assertThat(platform.identify(shop).shopId()).isEqualTo(verified.shopId());
        var capabilities = verified.capabilities() == null ? platform.capabilities() : verified.capabilities();
        assertThat(capabilities.words()).isNotEmpty();
    }

    @Test
    void A8_B13_givenCredentialsThatAreNone_thenPostsAndReadsHoldTheStore() {
        var closed = under.withoutAccess();

        assertThat(platform.create(closed, order(), () -> true))
                .isInstanceOfSatisfying(
                        Outcome.Held.class, held -> assertThat(held.hold()).isEqualTo("unauthorized"));
        var now = Instant.now();
        assertThat(platform.scan(closed, now.minus(AROUND), now, PATIENCE).hold())
                .isEqualTo("unauthorized");
        assertThat(platform.verify(closed).hold()).isEqualTo("unauthorized");
    }
}
