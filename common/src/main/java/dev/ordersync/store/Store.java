package dev.ordersync.store;

import dev.ordersync.order.StoreKey;
import dev.ordersync.platform.Shop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A merchant's shop with its settings and health, as one reading of its row.
 *
 * @param shard fixed by the key; says which replica works for the store
 * @param shop how to reach it, with credentials in the clear: never logged, never shown
 * @param lastVerified the last successful verify
 * @param shopId the shop that answered then; links and attempts are bound to it
 * @param measuredLag how late the shop's list shows an order; zero until measured
 * @param clockSkew the shop's clock minus ours; zero until measured
 * @param recoverySince when recovery mode began, null outside: what happened since the backup is not known here, so that
 *     no order is posted without a proof of absence that began after its settle window
 */
public record Store(
        int id,
        StoreKey key,
        int shard,
        String platform,
        Shop shop,
        List<String> alertEmails,
        StorePolicy policy,
        int policyVersion,
        int version,
        Health health,
        @Nullable Instant lastVerified,
        @Nullable String shopId,
        Duration measuredLag,
        Duration clockSkew,
        @Nullable Instant recoverySince) {

    /**
     * Why a store may not post. The causes are independent: lifting one leaves the others.
     *
     * @param probeAt when a held store verifies itself again, or a probing one is read
     */
    public record Health(
            @Nullable String hold,
            @Nullable String holdDetail,
            boolean paused,
            @Nullable String pauseDetail,
            boolean probing,
            Instant since,
            @Nullable Instant probeAt) {}

    public StoreState state() {
        if (health.hold() != null) {
            return StoreState.HELD;
        }
        if (health.paused()) {
            return StoreState.PAUSED;
        }
        return health.probing() ? StoreState.PROBING : StoreState.ACTIVE;
    }

    /** Text that begins with a code, such as {@code unverified: …}; null while active. */
    public @Nullable String stateReason() {
        return switch (state()) {
            case HELD -> health.hold() + ": " + health.holdDetail();
            case PAUSED -> "paused: " + health.pauseDetail();
            case PROBING -> "not-answering: several attempts in a row got no answer";
            case ACTIVE -> null;
        };
    }

    /** In recovery mode: before then absence means nothing, since the attempts that were forgotten may have just ended. */
    public @Nullable Instant recoverySettlesAt() {
        return recoverySince == null ? null : recoverySince.plus(settleWindow());
    }

    /** The settle window that a doubt of this store gets: never shorter than the lag that was measured. */
    public Duration settleWindow() {
        return policy.settleWindow().compareTo(measuredLag) >= 0 ? policy.settleWindow() : measuredLag;
    }
}
