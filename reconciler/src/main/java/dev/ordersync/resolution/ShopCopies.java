package dev.ordersync.resolution;

import dev.ordersync.order.PlatformOrderId;
import dev.ordersync.platform.Copy;
import dev.ordersync.platform.Found;
import dev.ordersync.platform.Platforms;
import dev.ordersync.problem.Refusal;
import dev.ordersync.store.Store;
import dev.ordersync.store.StoreHealth;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Reads one copy for a person who waits: outside any transaction, and only from a shop that is surely the right one. */
final class ShopCopies {
    private static final Duration COME_AGAIN = Duration.ofSeconds(5);

    private final Platforms platforms;
    private final StoreHealth health;
    private final Clock clock;

    ShopCopies(Platforms platforms, StoreHealth health, Clock clock) {
        this.platforms = platforms;
        this.health = health;
        this.clock = clock;
    }

    /**
     * The copy as it is now; empty when the shop has none of this id.
     *
     * @throws Refusal 503 when the shop can't be asked, or is not surely the right one: nothing is known then
     */
    Optional<Copy> read(Store store, PlatformOrderId id) {
        if (store.shopId() == null || "wrong-shop".equals(store.health().hold())) {
            throw Refusal.unavailable(
                    "We are not sure that this is the right shop: verify the store first.", COME_AGAIN);
        }
        return switch (platforms.get(store.platform()).get(store.shop(), id)) {
            case Found.Present present -> Optional.of(present.copy());
            case Found.Absent _ -> Optional.empty();
            case Found.Unclear unclear -> {
                if (unclear.hold() != null) {
                    health.hold(store.id(), unclear.hold(), unclear.problem(), clock.instant());
                }
                throw Refusal.unavailable("Your shop could not be asked: " + unclear.problem(), COME_AGAIN);
            }
        };
    }
}
