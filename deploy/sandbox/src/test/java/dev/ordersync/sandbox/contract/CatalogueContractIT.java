package dev.ordersync.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.order.Outcome;
import org.junit.jupiter.api.Test;

/** The contract of shops that sell products of their own, and count their stock. */
abstract class CatalogueContractIT extends SandboxContractIT {
    @Test
    void E9_givenACopyIsDeletedAndSentAfresh_thenTheStockIsThatOfOneOrder() {
        // given
        int before = sandbox.stock();
        var first = created(order());
        int ofOne = before - sandbox.stock();
        assertThat(ofOne).isEqualTo(3);

        // when
        platform.delete(shop, first, () -> true);
        created(order());

        // then
        assertThat(before - sandbox.stock()).isEqualTo(ofOne);
    }

    @Test
    void G4_givenAProductThatTheShopDoesNotHave_whenCreated_thenTheFieldIsNamedAndNothingIsSent() {
        var outcome = platform.create(shop, SentOrder.of("UNKNOWN-1"), () -> true);

        assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
        assertThat(outcome.detail()).contains("lines[0].sku");
        assertThat(sandbox.copies()).isZero();
    }
}
