package dev.ordersync.reconciler.stores;

import dev.ordersync.store.PolicyJson;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A store as it is saved. Its text form shows no credential.
 *
 * @param credentials null: those that the store has stay
 * @param alertEmails null or empty: the installation's address
 * @param policy absent settings take the defaults
 */
public record StoreSettings(
        @Nullable String platform,
        @Nullable String baseUrl,
        @Nullable Map<String, @Nullable String> credentials,
        @Nullable List<@Nullable String> alertEmails,
        @Nullable PolicyJson policy) {
    @Override
    public String toString() {
        return "StoreSettings[" + platform + ", " + baseUrl + "]";
    }
}
