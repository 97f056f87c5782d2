package dev.ordersync.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.order.IdempotencyKey;
import dev.ordersync.order.Outcome;
import dev.ordersync.platform.AsSent;
import dev.ordersync.platform.Copy;
import dev.ordersync.platform.NewOrder;
import dev.ordersync.platform.Platform;
import dev.ordersync.platform.Shop;
import dev.ordersync.platform.Voided;
import dev.ordersync.sandbox.contract.CuttingProxy.When;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An order of several calls, broken off at each of them: by a lost connection, and by the end of the shop. Never is it there
 * twice, whatever is tried again, and a look then finds the whole of it, what is unfinished, or nothing.
 */
class VendureCutIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final VendureServer server = VendureServer.running();
    private CuttingProxy proxy;
    private Platform platform;
    private Shop shop;

    @BeforeEach
    void standBetween() throws IOException {
        proxy = new CuttingProxy(server.port());
        var under = new VendureShop(proxy.port());
        platform = under.platform();
        shop = under.shop(PATIENCE);
    }

    @AfterEach
    void goAway() throws IOException {
        proxy.close();
        if (!server.isUp()) {
            server.restart();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "login,    BEFORE, not_sent",
        "products, BEFORE, not_sent",
        "look,     AFTER,  not_sent",
        "draft,    BEFORE, unknown",
        "draft,    AFTER,  unknown",
        "mark,     BEFORE, unknown",
        "mark,     AFTER,  unknown",
        "lines,    BEFORE, unknown",
        "lines,    AFTER,  unknown",
        "person,   BEFORE, unknown",
        "person,   AFTER,  unknown",
        "quote,    BEFORE, unknown",
        "ship,     BEFORE, unknown",
        "ship,     AFTER,  unknown",
        "place,    BEFORE, unknown",
        "place,    AFTER,  unknown"
    })
    void A1_A3_givenALostConnection_whenCreated_thenTheLookKnowsAndItIsNeverThereTwice(
            String question, When when, String outcome) {
        // given
        var order = SentOrder.of("TEE-M");
        proxy.cuts(question, when, () -> {});

        // when
        var learnt = create(order);

        // then
        assertThat(proxy.hasCut()).isTrue();
        assertThat(learnt.code()).as(learnt.detail()).isEqualTo(outcome);
        settle(order, question.equals("place") ? when == When.AFTER ? "placed" : "unfinished" : "nothing");
    }

    @ParameterizedTest
    @CsvSource({
        "mark,   BEFORE, nothing",
        "lines,  BEFORE, unfinished",
        "person, BEFORE, unfinished",
        "ship,   BEFORE, unfinished",
        "place,  BEFORE, unfinished",
        "place,  AFTER,  placed"
    })
    void A1_A3_givenAShopThatEndsBetweenTwoCalls_whenItIsBack_thenTheLookKnowsAndItIsNeverThereTwice(
            String question, When when, String left) {
        // given
        var order = SentOrder.of("TEE-M");
        proxy.cuts(question, when, server::kill);

        // when
        var learnt = create(order);

        // then
        assertThat(learnt.code()).as(learnt.detail()).isEqualTo("unknown");
        server.restart();
        settle(order, left);
    }

    /** In the middle of a call nothing can be foretold, but each is a transaction, and the look sees what it left. */
    @ParameterizedTest
    @CsvSource({"mark", "lines", "place", "place"})
    void A1_A3_givenAShopThatEndsWithinACall_whenItIsBack_thenItIsNeverThereTwice(String question) {
        var order = SentOrder.of("TEE-M");
        proxy.cuts(question, When.DURING, server::kill);

        var learnt = create(order);

        assertThat(learnt.code()).as(learnt.detail()).isEqualTo("unknown");
        server.restart();
        settle(order, found(order));
    }

    @Test
    void A10_givenFourAtOnceWithOneKey_whenCreated_thenOneIsThere() throws Exception {
        var order = SentOrder.of("TEE-M");
        Callable<Outcome> attempt = () -> create(order);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var outcomes = threads.invokeAll(List.of(attempt, attempt, attempt, attempt)).stream()
                    .map(future -> future.resultNow().code())
                    .toList();

            assertThat(outcomes).containsOnlyOnce("accepted").containsOnly("accepted", "unknown");
        }
        assertThat(server.orders(order.key()).values()).containsExactly("PaymentSettled");
    }

    /**
     * What the reconciler does next: links what is whole, sends again what is not there, voids what a person calls torn
     * and sends it anew.
     */
    private void settle(NewOrder order, String left) {
        assertThat(found(order)).as(server.orders(order.key()).toString()).isEqualTo(left);
        switch (left) {
            case "nothing" -> assertThat(create(order).code()).isEqualTo("accepted");
            case "unfinished" -> {
                assertThat(create(order).code()).isEqualTo("unknown");
                assertThat(server.orders(order.key())).hasSize(1);
                assertThat(platform.delete(shop, copies(order).getFirst().id(), () -> true))
                        .isInstanceOf(Voided.Gone.class);
                var key = IdempotencyKey.of(
                        order.content().source(), order.content().id(), 2);
                assertThat(create(new NewOrder(key, order.body(), order.content()))
                                .code())
                        .isEqualTo("accepted");
                assertThat(server.orders(key).values()).containsExactly("PaymentSettled");
                assertThat(server.orders(order.key()).values()).allMatch("Cancelled"::equals);
                return;
            }
            default -> assertThat(create(order).code()).isEqualTo("unknown");
        }
        assertThat(server.orders(order.key()).values()).containsExactly("PaymentSettled");
    }

    private Outcome create(NewOrder order) {
        return platform.create(shop, order, () -> true);
    }

    private List<Copy> copies(NewOrder order) {
        var listing = platform.findByReference(shop, order.key());
        assertThat(listing.complete()).as(listing.problem()).isTrue();
        return listing.copies();
    }

    private String found(NewOrder order) {
        var copies = copies(order);
        assertThat(copies).hasSizeLessThan(2);
        assertThat(server.orders(order.key())).hasSameSizeAs(copies);
        if (copies.isEmpty()) {
            return "nothing";
        }
        var copy = copies.getFirst();
        if (copy.status() == Copy.Status.UNFINISHED) {
            return "unfinished";
        }
        assertThat(AsSent.differences(order.content(), copy)).isEmpty();
        return "placed";
    }
}
