package dev.ordersync.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.order.Outcome;
import dev.ordersync.platform.AsSent;
import dev.ordersync.platform.Capabilities.Recognition;
import dev.ordersync.platform.Copy;
import dev.ordersync.platform.Platform;
import dev.ordersync.platform.woocommerce.WooPlatform;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What of the contract is WooCommerce's own. */
class WooContractIT extends CatalogueContractIT {
    @Override
    Platform adapter() {
        return new WooPlatform(CLIENT, Clock.systemUTC());
    }

    @Override
    Map<String, String> credentials() {
        return Map.of("consumerKey", "ck_sandbox", "consumerSecret", "cs_sandbox");
    }

    @Test
    void givenTheSameOrderTwice_whenCreatedAgain_thenThereAreTwoCopiesAndBothAreFound() {
        var order = order();

        assertThat(created(order)).isNotEqualTo(created(order));

        assertThat(copiesOf(order)).hasSize(2);
        assertThat(platform.findByReference(shop, order.key()).copies()).hasSize(2);
    }

    @Test
    void givenAnOrderTornBeforeItsMetaFields_whenLookedUp_thenItIsKnownByItsTransaction() {
        var order = order();
        sandbox.meets("torn-early");
        create(order);

        assertThat(copiesOf(order))
                .singleElement()
                .satisfies(copy -> assertThat(AsSent.differences(order.content(), copy.content()))
                        .contains("lines", "total"));
        assertThat(platform.findByReference(shop, order.key()).copies()).hasSize(1);
    }

    @Test
    void givenARefusalThatLeavesADraft_thenTheDraftIsNamedAndDoesNotCount() {
        var order = order();
        sandbox.meets("refuse-with-draft");

        assertThat(create(order).detail()).contains("a draft was left behind: ");

        assertThat(copiesOf(order)).extracting(Copy::status).containsExactly(Copy.Status.TRASHED);
    }

    @Test
    void B6_givenACopyInTheTrash_whenScanned_thenItIsFoundThere() {
        var order = order();
        platform.delete(shop, created(order), () -> true);

        assertThat(copiesOf(order)).extracting(Copy::status).containsExactly(Copy.Status.TRASHED);
    }

    @Test
    void givenAForeignLimitOfRate_whenCreated_thenItIsUnknownAndTheStoreIsSlowed() {
        var order = order();
        create(order());
        sandbox.meets("throttle");

        assertThat(create(order))
                .isInstanceOfSatisfying(
                        Outcome.Unknown.class,
                        unknown -> assertThat(unknown.slowFor()).isNotNull());
    }

    @Test
    void givenANewShop_whenVerified_thenOurStampIsSearchable() {
        assertThat(platform.verify(shop).capabilities()).satisfies(capabilities -> {
            assertThat(capabilities.recognition()).isEqualTo(Recognition.SEARCHABLE_STAMP);
            assertThat(capabilities.version()).isEqualTo("11.0.1");
        });
    }

    @Test
    void givenAnOldShopWithoutOrderTables_thenOnlyTheScanFindsTheCopyAndVerifySaysSo() {
        sandbox.meets("old-shop");
        var order = order();

        var id = created(order);

        assertThat(platform.verify(shop).capabilities())
                .satisfies(
                        capabilities -> assertThat(capabilities.recognition()).isEqualTo(Recognition.SCAN_ONLY));
        assertThat(platform.findByReference(shop, order.key()).copies()).isEmpty();
        assertThat(copiesOf(order)).extracting(Copy::id).containsExactly(id);
    }

    @Test
    void givenMoreOrdersThanAPage_whenScanned_thenAllAreRead() {
        for (int i = 0; i < 120; i++) {
            created(order());
        }

        assertThat(scan().problem()).isNull();
        assertThat(scan().copies()).hasSize(120);
    }
}
