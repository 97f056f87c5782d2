package dev.ordersync.resolution;

import dev.ordersync.order.OrderId;
import dev.ordersync.order.PlatformOrderId;
import dev.ordersync.platform.Capabilities;
import dev.ordersync.platform.Copy;
import dev.ordersync.platform.Platforms;
import dev.ordersync.problem.Refusal;
import dev.ordersync.store.StoreHealth;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What voiding a copy would do, from a reading of it now: to be looked at before anything irreversible. */
public final class ResyncPreview {
    /** @param about stock, mail, fulfilment or other */
    public record Consequence(String about, String text) {}

    /**
     * @param deletable as far as the copy shows it; a shop may still refuse
     * @param cancellable the same for a cancel, which gives the stock back
     * @param readAt when the copy was read
     */
    public record Preview(
            boolean workedOn,
            List<String> workedOnBecause,
            boolean deletable,
            boolean cancellable,
            List<Consequence> consequences,
            Instant readAt) {}

    private final Desk desk;
    private final ShopCopies shop;
    private final Platforms platforms;
    private final Clock clock;

    public ResyncPreview(Desk desk, Platforms platforms, StoreHealth health, Clock clock) {
        this.desk = desk;
        this.shop = new ShopCopies(platforms, health, clock);
        this.platforms = platforms;
        this.clock = clock;
    }

    /** @throws Refusal 422 for a copy that neither we nor the shop know, 503 when the shop cannot be read */
    public Preview of(OrderId id, PlatformOrderId copyId) {
        var order = desk.facts(id);
        var readAt = clock.instant();
        var store = desk.store(order);
        var copy = shop.read(store, copyId);
        if (copy.isEmpty() && order.copy(copyId.value()).isEmpty()) {
            throw Target.noSuchOrder("Your shop has no such order.");
        }
        var live = copy.filter(present -> present.status().isLive()).orElse(null);
        return of(live, platforms.get(store.platform()).capabilities(), readAt);
    }

    private static Preview of(@Nullable Copy live, Capabilities shop, Instant readAt) {
        if (live == null) {
            var gone = new Consequence("other", "It is no longer live in your shop; nothing is left to void.");
            return new Preview(false, List.of(), false, false, List.of(gone), readAt);
        }
        boolean unfinished = live.status() == Copy.Status.UNFINISHED;
        boolean open = unfinished || live.status() == Copy.Status.OPEN;
        var because = VoidRules.workedOnBecause(live);
        return new Preview(
                !because.isEmpty(),
                because,
                unfinished || (open && shop.deletable()),
                open,
                consequences(live, shop),
                readAt);
    }

    private static String stock(Capabilities shop) {
        if (shop.deleteReturnsStock()) {
            return "Its stock is given back, whether it is deleted or cancelled.";
        }
        return shop.cancelReturnsStock()
                ? "Deleting may leave its stock taken; cancelling gives it back."
                : "Its stock may stay taken.";
    }

    private static List<Consequence> consequences(Copy live, Capabilities shop) {
        if (live.status() == Copy.Status.UNFINISHED) {
            return List.of(new Consequence(
                    "stock", "It was never placed: no stock is taken for it, and nobody was told of it."));
        }
        var consequences = new ArrayList<Consequence>();
        consequences.add(new Consequence("stock", stock(shop) + " A fresh post takes stock once more."));
        consequences.add(new Consequence(
                "mail", "Your shop may mail the customer about a cancelled order, and again about a new one."));
        if (live.status() == Copy.Status.FULFILLED) {
            consequences.add(new Consequence("fulfilment", "It has been fulfilled: a fresh post would ship it twice."));
        }
        if (live.editedAt() != null) {
            consequences.add(new Consequence("other", "What was edited in your shop is not in the fresh order."));
        }
        return List.copyOf(consequences);
    }
}
