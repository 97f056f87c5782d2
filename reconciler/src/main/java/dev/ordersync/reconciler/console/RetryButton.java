package dev.ordersync.reconciler.console;

import dev.ordersync.access.Caller;
import dev.ordersync.access.Role;
import dev.ordersync.order.OrderStatus;
import dev.ordersync.resolution.Facts;
import dev.ordersync.resolution.RetryRuling;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The Retry button: works only when a retry is safe, else says why and from when.
 *
 * @param primary it is the likely next step
 * @param why the reason why it can't be pressed, or what a press does
 * @param more what follows the reason
 * @param nextLook when we look again, where that decides
 * @param earliest from when a retry may be safe, rounded up
 * @param forcible an admin may overrule it
 */
record RetryButton(
        boolean safe,
        boolean primary,
        String label,
        String why,
        String more,
        @Nullable Moment nextLook,
        @Nullable Moment earliest,
        boolean forcible) {

    static RetryButton of(Caller caller, Facts order, RetryRuling ruling, Times times) {
        var label = order.status() == OrderStatus.QUEUED ? "Send now" : "Retry";
        if (ruling instanceof RetryRuling.Refuse refuse) {
            return refused(label, caller, order, refuse, times);
        }
        if (order.cancelRequested()) {
            return blocked(label, "You asked to cancel this order.", "It is sent again only if you don’t.");
        }
        if (!caller.may(Role.OPERATOR)) {
            return blocked(label, "You may read here, not act.", "An operator can send this order again.");
        }
        var hint = switch (ruling) {
            case RetryRuling.SendAgain _ -> "Safe: your shop does not have this order.";
            case RetryRuling.LookFirst _ -> "Safe: we look once more first, and send only if it is not there.";
            case RetryRuling.BringForward _ -> "It waits to be sent. This brings it forward.";
            case RetryRuling.Waits _ -> "A Retry was pressed; it waits for one more look.";
            case RetryRuling.Refuse refuse -> refuse.detail();
        };
        boolean primary = ruling instanceof RetryRuling.SendAgain || ruling instanceof RetryRuling.LookFirst;
        return new RetryButton(true, primary, label, hint, "", null, null, false);
    }

    private static RetryButton refused(
            String label, Caller caller, Facts order, RetryRuling.Refuse refuse, Times times) {
        int end = refuse.detail().indexOf(". ");
        var why = end < 0 ? refuse.detail() : refuse.detail().substring(0, end + 1);
        var more = end < 0 ? "" : refuse.detail().substring(end + 2);
        boolean forcible = caller.may(Role.ADMIN)
                && (order.status() == OrderStatus.IN_DOUBT || order.status() == OrderStatus.BROKEN);
        if (refuse.earliest() == null) {
            return new RetryButton(false, false, label, why, more, null, null, forcible);
        }
        return new RetryButton(
                false, false, label, why, "", look(order, times), times.roundedUp(refuse.earliest()), forcible);
    }

    private static @Nullable Moment look(Facts order, Times times) {
        Instant due = order.dueAt();
        return due != null && due.isAfter(times.now()) ? times.roundedUp(due) : null;
    }

    private static RetryButton blocked(String label, String why, String more) {
        return new RetryButton(false, false, label, why, more, null, null, false);
    }
}
