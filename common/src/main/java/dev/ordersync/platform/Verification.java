package dev.ordersync.platform;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the harmless reads of a verify showed.
 *
 * @param shopId the shop that answered; null when none was recognised
 * @param capabilities what this shop was seen to be capable of; null: what its platform declares
 * @param hold set when the answer holds the store (401, 402, 403, 423); an unreachable shop does not
 */
public record Verification(
        List<Check> checks,
        @Nullable String shopId,
        @Nullable String shopName,
        @Nullable String hold,
        @Nullable Instant shopTime,
        @Nullable Capabilities capabilities) {

    /** The check that tells how late lists are, as far as reading alone can show it. */
    public static final String LIST_LAG = "list lag";

    public record Check(String name, boolean ok, String detail) {}

    public Verification(
            List<Check> checks,
            @Nullable String shopId,
            @Nullable String shopName,
            @Nullable String hold,
            @Nullable Instant shopTime) {
        this(checks, shopId, shopName, hold, shopTime, null);
    }

    public boolean ok() {
        return !checks.isEmpty() && checks.stream().allMatch(Check::ok) && shopId != null;
    }
}
