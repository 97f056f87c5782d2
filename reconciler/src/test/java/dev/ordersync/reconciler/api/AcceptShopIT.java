package dev.ordersync.reconciler.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AcceptShopIT extends ApiFixture {
    private static final String ACCEPT = "/api/stores/acme/accept-shop";

    private String store(String column) {
        return texts("SELECT coalesce(CAST(" + column + " AS text), 'none') FROM stores WHERE key = 'acme'")
                .getFirst();
    }

    private static String body(String shopId) {
        return "{\"shopId\": \"%s\", \"reason\": \"we moved\"}".formatted(shopId);
    }

    private void givenAnotherShopAnswers() {
        shop.verifiesAs(ScriptedShop.fine("shop-9"));
        as(ADMIN).post("/api/stores/acme/verify", "");
        assertThat(store("hold")).isEqualTo("wrong-shop");
    }

    @Test
    void G2_givenAnotherShopAnswers_whenAcceptedByItsId_thenTheStoreStandsForItAndTheHoldIsLifted() {
        // given
        givenAnotherShopAnswers();

        // when
        var answer = as(ADMIN).post(ACCEPT, body("shop-9"));
        var again = as(ADMIN).post(ACCEPT, body("shop-9"));

        // then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("shopId").asString()).isEqualTo("shop-9");
        assertThat(answer.json().path("state").asString()).isEqualTo("active");
        assertThat(again.status()).isEqualTo(200);
    }

    @Test
    void G2_givenTheNamedShopDoesNotAnswer_whenAccepted_thenNothingChanges() {
        // given
        givenAnotherShopAnswers();

        // when
        var other = as(ADMIN).post(ACCEPT, body("shop-8"));
        shop.verifiesAs(ScriptedShop.unreachable());
        var silent = as(ADMIN).post(ACCEPT, body("shop-9"));

        // then
        assertThat(other.status()).isEqualTo(422);
        assertThat(silent.status()).isEqualTo(503);
        assertThat(store("shop_id")).isEqualTo("shop-1");
        assertThat(store("hold")).isEqualTo("wrong-shop");
    }

    @Test
    void givenNoReasonOrNoRight_whenAccepted_thenItIsRefused() {
        givenAnotherShopAnswers();

        assertThat(as(ADMIN).post(ACCEPT, "{\"shopId\": \"shop-9\"}").status()).isEqualTo(422);
        assertThat(as(ADMIN).post(ACCEPT, "{\"reason\": \"we moved\"}").status())
                .isEqualTo(422);
        assertThat(as(OPERATOR).post(ACCEPT, body("shop-9")).status()).isEqualTo(403);
        assertThat(as(ADMIN)
                        .post("/api/stores/none/accept-shop", body("shop-9"))
                        .status())
                .isEqualTo(404);
        assertThat(store("shop_id")).isEqualTo("shop-1");
    }
}
