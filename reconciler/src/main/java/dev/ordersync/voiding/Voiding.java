package dev.ordersync.voiding;

import dev.ordersync.order.OrderId;
import dev.ordersync.order.PlatformOrderId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A copy on its way out of a shop, claimed by this replica.
 *
 * @param resyncing whether its order still waits for it; a late answer may have moved that on
 * @param references the keys of all generations of the order
 * @param nextKey the key of the generation that a fresh post begins
 * @param linkedCopy the copy that the order is linked to by now: never touched
 * @param cancelling the shop refused to delete it, and it is to be cancelled
 * @param leaseUntil whose claim this is: a later one has another end
 */
record Voiding(
        OrderId order,
        PlatformOrderId copy,
        Purpose purpose,
        boolean resyncing,
        int generation,
        List<String> references,
        String nextKey,
        @Nullable String linkedCopy,
        String shopId,
        boolean orCancel,
        boolean cancelling,
        boolean forced,
        boolean wasLinked,
        int tries,
        Instant deadline,
        Instant leaseUntil) {

    enum Purpose {
        /** A fresh post follows. */
        RESYNC,
        /** The order is cancelled afterwards. */
        VOID,
        /** A second copy; the order stays as it is. */
        TWIN
    }

    /** Nobody waits for it any more: the order has moved on, or is linked to this very copy. */
    boolean isPointless() {
        return copy.value().equals(linkedCopy) || (purpose != Purpose.TWIN && !resyncing);
    }

    boolean isOurs(@Nullable String reference) {
        return reference == null || references.contains(reference);
    }
}
