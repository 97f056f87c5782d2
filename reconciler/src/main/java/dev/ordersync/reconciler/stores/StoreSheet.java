package dev.ordersync.reconciler.stores;

import dev.ordersync.store.PolicyJson;
import dev.ordersync.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A store as it is shown: its settings, without any secret, and its health.
 *
 * @param credentialNames which credentials are set; never their values
 * @param stateReason begins with a code, such as {@code unverified: …}; null while active
 * @param capabilities what the last successful verify showed; null before
 * @param measuredLag how late the shop's list shows an order
 * @param clockSkew the shop's clock minus ours
 * @param limits what is in force now
 */
public record StoreSheet(
        String key,
        String platform,
        String baseUrl,
        List<String> credentialNames,
        List<String> alertEmails,
        PolicyJson policy,
        int policyVersion,
        String state,
        @Nullable String stateReason,
        Instant stateSince,
        @Nullable Instant lastVerified,
        @Nullable String shopId,
        @Nullable ShownCapabilities capabilities,
        Duration measuredLag,
        Duration clockSkew,
        Limits limits) {

    /**
     * @param settleWindow the policy's, or the measured lag where that is longer
     * @param posting how many orders may be posted at once: none while held or paused, one as a trial while probing
     */
    public record Limits(Duration requestTimeout, Duration settleWindow, int posting, int ratePerSecond) {}

    static StoreSheet of(Store store, @Nullable ShownCapabilities capabilities) {
        var policy = store.policy();
        return new StoreSheet(
                store.key().value(),
                store.platform(),
                store.shop().baseUrl().toString(),
                store.shop().credentials().keySet().stream().sorted().toList(),
                store.alertEmails(),
                PolicyJson.of(policy),
                store.policyVersion(),
                store.state().code(),
                store.stateReason(),
                store.health().since(),
                store.lastVerified(),
                store.shopId(),
                capabilities,
                store.measuredLag(),
                store.clockSkew(),
                new Limits(policy.requestTimeout(), store.settleWindow(), posting(store), policy.ratePerSecond()));
    }

    private static int posting(Store store) {
        return switch (store.state()) {
            case HELD, PAUSED -> 0;
            case PROBING -> store.health().probeAt() == null ? 1 : 0;
            case ACTIVE -> store.policy().concurrency();
        };
    }
}
