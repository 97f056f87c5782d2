package dev.ordersync.reconciler.stores;

import dev.ordersync.problem.FieldError;
import dev.ordersync.problem.Refusal;
import dev.ordersync.resolution.Press;
import dev.ordersync.store.Store;
import dev.ordersync.store.StoreDirectory;
import dev.ordersync.store.StoreHealth;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A person says that the other shop behind a store is the wanted one. From then on orders are posted to it. Those whose
 * outcome is unknown went to the shop before: the new one can never prove that they are absent, so their lookups stay
 * inconclusive, they become overdue, and a person links, cancels or (by force) sends them. None is sent again by itself.
 */
public final class ShopAcceptance {
    private static final int MAX_SHOP_ID = 200;
    private static final Duration COME_AGAIN = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(ShopAcceptance.class);

    private final JdbcClient jdbc;
    private final StoreDirectory stores;
    private final StoreHealth health;
    private final StoreVerification verification;
    private final Clock clock;

    public ShopAcceptance(
            JdbcClient jdbc, StoreDirectory stores, StoreHealth health, StoreVerification verification, Clock clock) {
        this.jdbc = jdbc;
        this.stores = stores;
        this.health = health;
        this.verification = verification;
        this.clock = clock;
    }

    /**
     * Binds the store to the shop that answers now, if that is the one that the person named; lifts its hold.
     *
     * @throws Refusal 422 without shop id or reason, or when another shop answers; 503 when none does: nothing changes
     */
    public void accept(Store store, @Nullable String shopId, Press press) {
        var wanted = check(shopId, press);
        var answer = verification.ask(store);
        if (verification.isOutdated(store)) {
            throw Refusal.unavailable("The store's settings changed meanwhile; nothing was done.", COME_AGAIN);
        }
        if (answer.shopId() != null && !answer.shopId().equals(wanted)) {
            throw Refusal.invalid("shopId", "is not what the shop says it is");
        }
        if (!answer.ok()) {
            throw Refusal.unavailable("The shop could not be verified; nothing was done.", COME_AGAIN);
        }
        var now = clock.instant();
        jdbc.sql("UPDATE stores SET shop_id = :shop, version = version + 1 WHERE id = :id")
                .param("shop", wanted)
                .param("id", store.id())
                .update();
        verification.record(store, answer, now);
        health.liftHold(store.id(), now);
        stores.refresh();
        LOG.info(
                "Shop accepted: store={} from={} to={} by={} reason={}",
                store.key(),
                store.shopId(),
                wanted,
                press.caller().getName(),
                press.reason());
    }

    private static String check(@Nullable String shopId, Press press) {
        var errors = new ArrayList<FieldError>();
        if (shopId == null || shopId.isBlank() || shopId.length() > MAX_SHOP_ID) {
            errors.add(new FieldError("shopId", "must have 1–" + MAX_SHOP_ID + " characters"));
        }
        if (press.reason() == null) {
            errors.add(new FieldError("reason", "is required"));
        }
        if (shopId == null || !errors.isEmpty()) {
            throw Refusal.invalid(List.copyOf(errors));
        }
        return shopId;
    }
}
