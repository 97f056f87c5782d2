package dev.ordersync.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.order.Outcome;
import dev.ordersync.platform.Copy;
import dev.ordersync.platform.Platform;
import dev.ordersync.platform.Voided;
import dev.ordersync.platform.shopify.ShopifyPlatform;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What of the contract is Shopify's own. */
class ShopifyContractIT extends CatalogueContractIT {
    @Override
    Platform adapter() {
        return new ShopifyPlatform(CLIENT, Clock.systemUTC(), "2026-10");
    }

    @Override
    Map<String, String> credentials() {
        return Map.of("accessToken", "shpat_sandbox");
    }

    /** An order has an id here; what can be missing is the order, and then nobody knows. */
    @Override
    String outcomeOf(String fault, String usual) {
        return fault.equals("no-id") ? "unknown" : usual;
    }

    @Test
    void A6_givenAReferenceThatIsThereAlready_whenCreatedAgain_thenTheShopRefusesAndItIsNoRejection() {
        var order = order();
        var first = created(order);

        var again = create(order);

        assertThat(again.code()).isEqualTo("unknown");
        assertThat(again.detail()).contains("has an order with this reference");
        assertThat(sandbox.copies()).isEqualTo(1);
        assertThat(platform.findByReference(shop, order.key()).copies())
                .extracting(Copy::id)
                .containsExactly(first);
    }

    @Test
    void givenACancelledOrder_thenItKeepsItsReferenceAndADeletedOneDoesNot() {
        var order = order();
        var first = created(order);

        platform.cancel(shop, first, () -> true);
        assertThat(create(order).code()).isEqualTo("unknown");
        platform.delete(shop, first, () -> true);

        assertThat(create(order).code()).isEqualTo("accepted");
    }

    @Test
    void G4_givenASkuThatTwoProductsHave_whenCreated_thenNobodyGuessesAndNothingIsSent() {
        var outcome = platform.create(shop, SentOrder.of("TWICE-1"), () -> true);

        assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
        assertThat(outcome.detail()).startsWith("ambiguous-sku: lines[0].sku");
        assertThat(sandbox.copies()).isZero();
    }

    @Test
    void A5_givenTheShopsOwnLimitOfPoints_whenCreated_thenThrottled() {
        sandbox.meets("throttle");

        assertThat(create(order()).code()).isEqualTo("throttled");
    }

    @Test
    void G5_givenADormantShop_whenCreated_thenTheStoreIsHeld() {
        sandbox.meets("dormant-shop");

        assertThat(create(order()))
                .isInstanceOfSatisfying(
                        Outcome.Held.class, held -> assertThat(held.hold()).isEqualTo("dormant"));
    }

    @Test
    void G6_givenADevelopmentShop_whenSixOrdersCome_thenNoneIsRefusedAndTheSixthWaits() {
        sandbox.meets("development-shop");

        for (int i = 0; i < 5; i++) {
            created(order());
        }

        assertThat(create(order()))
                .isInstanceOfSatisfying(
                        Outcome.Throttled.class,
                        throttled -> assertThat(throttled.httpStatus()).isNull());
        assertThat(sandbox.copies()).isEqualTo(5);
    }

    @Test
    void E8_givenADeleteThatIsRefused_thenItSaysSoAndTheOrderIsCancelled() {
        var id = created(order());
        sandbox.meets("delete-refused");

        assertThat(platform.delete(shop, id, () -> true)).isInstanceOf(Voided.Refused.class);
        assertThat(statusOf(id)).isEqualTo(Copy.Status.CANCELLED);
    }

    @Test
    void givenMoreOrdersThanAPage_whenScanned_thenAllAreRead() {
        for (int i = 0; i < 32; i++) {
            created(order());
        }

        assertThat(scan().problem()).isNull();
        assertThat(scan().copies()).hasSize(32);
    }
}
