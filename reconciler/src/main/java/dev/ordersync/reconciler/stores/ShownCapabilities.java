package dev.ordersync.reconciler.stores;

import dev.ordersync.platform.Capabilities;
import dev.ordersync.platform.Verification;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the last successful verify showed that we may do and the shop can do; so it is kept, and so it is shown.
 *
 * @param recognition how a copy of ours is known again: native-key, unique-field, searchable-stamp, scan-only
 * @param version of the shop's software, null where it does not say
 * @param scopes what we were let do, by name of the check
 * @param words the same for people
 */
public record ShownCapabilities(
        String recognition,
        boolean deletable,
        boolean deleteReturnsStock,
        boolean cancelReturnsStock,
        @Nullable String version,
        Map<String, Boolean> scopes,
        List<String> words) {
    private static final JsonMapper JSON = JsonMapper.shared();

    static ShownCapabilities of(Capabilities shop, List<Verification.Check> checks) {
        var scopes = new TreeMap<String, Boolean>();
        checks.forEach(check -> scopes.merge(check.name(), check.ok(), Boolean::logicalAnd));
        return new ShownCapabilities(
                shop.recognition().code(),
                shop.deletable(),
                shop.deleteReturnsStock(),
                shop.cancelReturnsStock(),
                shop.version(),
                scopes,
                shop.words());
    }

    String json() {
        return JSON.writeValueAsString(this);
    }

    /** Null before the first successful verify. */
    static @Nullable ShownCapabilities read(String json) {
        JsonNode kept = JSON.readTree(json);
        return kept.has("recognition") ? JSON.treeToValue(kept, ShownCapabilities.class) : null;
    }
}
