package dev.ordersync.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.order.OrderContent;
import dev.ordersync.order.Outcome;
import dev.ordersync.order.PlatformOrderId;
import dev.ordersync.platform.Capabilities;
import dev.ordersync.platform.Copy;
import dev.ordersync.platform.NewOrder;
import dev.ordersync.platform.Verification;
import dev.ordersync.platform.Voided;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The contract against Vendure itself. */
class VendureContractIT extends PlatformContractIT {
    private final VendureServer server = VendureServer.running();

    @Override
    ShopUnderTest shopUnderTest() {
        return new VendureShop(server.port());
    }

    @Test
    void E8_givenAnOrderThatWasPlaced_whenDeleted_thenTheShopRefusesAndItStays() {
        var id = created(order());

        assertThat(platform.delete(shop, id, () -> true)).isInstanceOf(Voided.Refused.class);

        assertThat(statusOf(id)).isEqualTo(Copy.Status.OPEN);
    }

    @Test
    void E12_givenAnIdThatTheShopNeverHad_whenVoided_thenItIsGone() {
        var none = new PlatformOrderId("999999999");

        assertThat(platform.delete(shop, none, () -> true)).isInstanceOf(Voided.Gone.class);
        assertThat(platform.cancel(shop, none, () -> true)).isInstanceOf(Voided.Gone.class);
    }

    @Test
    void E9_givenAnOrder_whenCancelled_thenItsStockComesBack() {
        int before = server.allocated(under.sku());
        var id = created(order());
        assertThat(server.allocated(under.sku())).isEqualTo(before + 3);

        platform.cancel(shop, id, () -> true);

        assertThat(server.allocated(under.sku())).isEqualTo(before);
    }

    @Test
    void E9_givenACancelledOrder_whenLookedUp_thenItIsStillSeenAsWhatWasSent() {
        var order = order();
        var id = created(order);
        platform.cancel(shop, id, () -> true);

        assertThat(copiesOf(order)).singleElement().satisfies(copy -> {
            assertThat(copy.content().total())
                    .isEqualByComparingTo(order.content().total());
            assertThat(copy.content().lines()).extracting(Copy.Line::quantity).containsExactly(3);
        });
    }

    @Test
    void A10_givenAKeyThatWasUsed_whenCreatedAgain_thenNothingIsWritten() {
        var order = order();
        created(order);
        int before = server.all();

        assertThat(create(order).code()).isEqualTo("unknown");

        assertThat(server.all()).isEqualTo(before);
    }

    @Test
    void G4_givenAProductThatTheShopDoesNotHave_whenCreated_thenNothingIsWritten() {
        int before = server.all();

        assertThat(create(SentOrder.of("NOT-HERE")))
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class,
                        rejected -> assertThat(rejected.detail()).startsWith("unknown-sku: lines[0].sku"));

        assertThat(server.all()).isEqualTo(before);
    }

    @Test
    void A6_givenMoreThanTheShopHas_whenCreated_thenRejectedAndNoDraftIsLeft() {
        int before = server.all();

        assertThat(create(SentOrder.of("CAP")))
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class,
                        rejected -> assertThat(rejected.detail()).startsWith("insufficient-stock"));

        assertThat(server.all()).isEqualTo(before);
    }

    @Test
    void A6_givenAnotherTotalThanTheShops_whenCreated_thenRejectedAndNoDraftIsLeft() {
        int before = server.all();

        assertThat(create(with(order(), "US", new BigDecimal("66.91"))))
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class,
                        rejected -> assertThat(rejected.detail()).startsWith("total: the goods are 59.70"));

        assertThat(server.all()).isEqualTo(before);
    }

    @Test
    void A6_givenACountryThatTheShopDoesNotKnow_whenCreated_thenRejectedAndNoDraftIsLeft() {
        int before = server.all();

        assertThat(create(with(order(), "XX", new BigDecimal("66.90"))).code()).isEqualTo("rejected");

        assertThat(server.all()).isEqualTo(before);
    }

    /** More than a page of them. */
    @Test
    void givenManyOrders_whenScanned_thenEachIsThereOnce() {
        var orders = IntStream.range(0, 26).mapToObj(_ -> order()).toList();
        orders.forEach(this::created);

        var scanned = scan();

        assertThat(scanned.complete()).as(scanned.problem()).isTrue();
        assertThat(scanned.copies())
                .extracting(Copy::reference)
                .containsAll(orders.stream().map(NewOrder::key).toList());
        assertThat(scanned.copies()).extracting(Copy::id).doesNotHaveDuplicates();
    }

    @Test
    void givenTheShop_whenVerified_thenItRefusesASecondOrderByItselfAndNothingIsLeftOfTheProbe() {
        int before = server.all();

        assertThat(platform.verify(shop).capabilities())
                .satisfies(capabilities ->
                        assertThat(capabilities.recognition()).isEqualTo(Capabilities.Recognition.UNIQUE_FIELD));

        assertThat(server.all()).isEqualTo(before);
    }

    @Test
    void givenAShopWithoutTheFields_whenVerified_thenTheyAreNamedAndPostsHoldTheStore() {
        try {
            server.restart("plain");
            assertThat(platform.verify(shop).capabilities())
                    .satisfies(capabilities -> assertThat(capabilities.recognition())
                            .isEqualTo(Capabilities.Recognition.SEARCHABLE_STAMP));

            server.restart("none");
            assertThat(platform.verify(shop).checks())
                    .filteredOn(check -> !check.ok())
                    .extracting(Verification.Check::name)
                    .containsExactly("custom fields");
            assertThat(create(order()))
                    .isInstanceOfSatisfying(
                            Outcome.Held.class, held -> assertThat(held.hold()).isEqualTo("no-custom-fields"));
        } finally {
            server.restart();
        }
    }

    private static NewOrder with(NewOrder order, String country, BigDecimal total) {
        var sent = order.content();
        var address = new OrderContent.Address(null, null, "1 Main St", null, "Springfield", null, "94107", country);
        var content = new OrderContent(
                sent.id(),
                sent.source(),
                null,
                sent.store(),
                sent.placedAt(),
                sent.currency(),
                sent.customer(),
                address,
                null,
                List.copyOf(sent.lines()),
                sent.shipping(),
                sent.tax(),
                sent.discount(),
                total,
                null);
        return new NewOrder(order.key(), order.body(), content);
    }
}
