package dev.ordersync.lookup;

import dev.ordersync.platform.Copy;
import dev.ordersync.store.Store;
import dev.ordersync.verdict.Looked;
import dev.ordersync.verdict.Suspects;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns what the shop showed into what it means for one order: its candidates, and how far the look proves absence. */
final class Weighing {
    private Weighing() {}

    static Looked weigh(
            Store store, DoubtfulOrder order, Suspects.Suspicion suspicion, ShopLook.Seen seen, Instant startedAt) {
        var problem = problem(store, order, seen);
        if (problem == null && !suspicion.complete()) {
            problem = "more orders look alike than could be compared";
        }
        boolean complete = problem == null;
        return new Looked(
                startedAt, complete, complete && fresh(store, order, seen, startedAt), problem, suspicion.candidates());
    }

    /** Why this look can't prove absence; null when it can. */
    private static @Nullable String problem(Store store, DoubtfulOrder order, ShopLook.Seen seen) {
        if (order.shopIds().stream().anyMatch(shop -> !shop.equals(store.shopId()))) {
            return "the store leads to another shop than the one that the order was sent to";
        }
        if (!seen.scan().complete()) {
            return seen.scan().problem() == null
                    ? "the list was not read whole"
                    : seen.scan().problem();
        }
        return order.references().stream()
                .map(seen.failedReferences()::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static boolean fresh(Store store, DoubtfulOrder order, ShopLook.Seen seen, Instant startedAt) {
        if (startedAt.isBefore(order.lastEndedAt().plus(store.measuredLag()))) {
            return false; // this shop's list is known to be later than that
        }
        Instant endedAt = order.doubtSince().plus(seen.clockSkew());
        if (seen.scan().copies().stream().map(Copy::createdAt).anyMatch(made -> made.isAfter(endedAt))) {
            return true;
        }
        var apart = LookupSchedule.apart(Duration.between(order.doubtSince(), order.settlesAt()));
        return !startedAt.isBefore(order.settlesAt())
                && order.noneSince() != null
                && !startedAt.isBefore(order.noneSince().plus(apart));
    }
}
