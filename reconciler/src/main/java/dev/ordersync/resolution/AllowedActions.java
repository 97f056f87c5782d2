package dev.ordersync.resolution;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The buttons that are safe now, in the order in which they make sense. Others answer 409 or are an admin's force. */
public final class AllowedActions {
    private AllowedActions() {}

    public static List<String> of(Facts order, Duration proofMaxAge, Instant now) {
        var actions = new ArrayList<String>();
        if (!order.cancelRequested()
                && RetryRuling.on(order, false, proofMaxAge, now).isSafe()) {
            actions.add("retry");
        }
        actions.addAll(
                switch (order.status()) {
                    case QUEUED, REJECTED, FAILED ->
                        Correct.isSafe(order) ? List.of("link", "correct", "cancel") : List.of("link", "cancel");
                    case POSTING, RESYNCING -> List.of("cancel");
                    case IN_DOUBT ->
                        order.copies().isEmpty() ? List.of("link", "cancel") : List.of("link", "dismiss", "cancel");
                    case BROKEN -> broken(order.copies().size());
                    case SYNCED -> List.of("unlink");
                    case CANCELLED -> List.of();
                });
        if (order.twinOpen()) {
            actions.add("resolve-twin");
        }
        return List.copyOf(actions);
    }

    /** Of several copies one has to be linked or dismissed first: no fresh post beside a live one. */
    private static List<String> broken(int copies) {
        return switch (copies) {
            case 0 -> List.of("link");
            case 1 -> List.of("link", "dismiss", "resync", "void");
            default -> List.of("link", "dismiss");
        };
    }
}
