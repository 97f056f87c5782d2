package dev.ordersync.reconciler.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.order.StoreKey;
import dev.ordersync.reconciler.stores.StoreProbe;
import dev.ordersync.reconciler.stores.StoreVerification;
import dev.ordersync.runtime.ShardOwner;
import dev.ordersync.store.Store;
import dev.ordersync.store.StoreHealth;
import dev.ordersync.store.StoreState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class StoreProbeIT extends ApiFixture {
    @AutoClose
    private final ExecutorService reads = Executors.newVirtualThreadPerTaskExecutor();

    @Autowired
    private StoreHealth health;

    @Autowired
    private StoreVerification verification;

    private StoreProbe probe;

    @BeforeEach
    void aProbe() {
        var owner = new ShardOwner(clock);
        owner.assigned(List.of(0), 1);
        probe = new StoreProbe(stores, health, verification, owner, () -> true, clock, reads);
    }

    private Store acme() {
        stores.refresh();
        return stores.find(new StoreKey("acme")).orElseThrow();
    }

    private void hold(String code) {
        health.hold(acme().id(), code, "the shop refused us", clock.instant());
        stores.refresh();
    }

    private void startProbing() {
        health.startProbing(acme().id(), clock.instant());
        stores.refresh();
    }

    @Test
    void A8_givenAHeldStore_whenItsMinuteIsUp_thenItVerifiesItselfAndASuccessLiftsTheHold() throws Exception {
        // given
        hold("unauthorized");
        shop.verifiesAs(ScriptedShop.refuses("unauthorized"));

        // when
        probe.runOnce();
        probe.runOnce();
        clock.advance(Duration.ofSeconds(59));
        probe.runOnce();

        // then
        assertThat(shop.verifications()).isEqualTo(1);
        assertThat(acme().state()).isEqualTo(StoreState.HELD);

        // and when
        shop.verifiesAs(ScriptedShop.fine("shop-1"));
        clock.advance(Duration.ofSeconds(1));
        probe.runOnce();

        // then
        assertThat(acme().state()).isEqualTo(StoreState.ACTIVE);
        assertThat(texts("SELECT stopped_at < ended_at FROM store_stops")).containsExactly("t");
    }

    @Test
    void givenAProbingStore_whenAReadIsAnswered_thenOneTrialMayGo() throws Exception {
        // given
        startProbing();
        shop.verifiesAs(ScriptedShop.unreachable());

        // when
        probe.runOnce();
        clock.advance(Duration.ofSeconds(29));
        probe.runOnce();

        // then
        assertThat(shop.verifications()).isEqualTo(1);
        assertThat(acme().health().probeAt()).isEqualTo(TestClock.START.plusSeconds(30));

        // and when
        shop.verifiesAs(ScriptedShop.fine("shop-1"));
        clock.advance(Duration.ofSeconds(1));
        probe.runOnce();

        // then
        assertThat(acme().state()).isEqualTo(StoreState.PROBING);
        assertThat(acme().health().probeAt()).isNull();
    }

    @Test
    void G2_givenAProbingStore_whenAnotherShopAnswers_thenNoTrialGoesAndTheStoreIsHeld() throws Exception {
        startProbing();
        shop.verifiesAs(ScriptedShop.fine("shop-9"));

        probe.runOnce();

        assertThat(acme().stateReason()).startsWith("wrong-shop: ");
        assertThat(acme().health().probeAt()).isNotNull();
    }

    @Test
    void givenAnActiveOrPausedStore_whenTheProbePasses_thenItIsLeftAlone() throws Exception {
        health.pause(acme().id(), "by a person", clock.instant());
        stores.refresh();

        probe.runOnce();

        assertThat(shop.verifications()).isZero();
    }
}
