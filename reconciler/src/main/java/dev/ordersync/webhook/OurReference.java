package dev.ordersync.webhook;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A reference that we minted.
 *
 * @param digest what the keys of all generations of an order share
 */
record OurReference(String digest, int generation) {
    private static final Pattern KEY = Pattern.compile("os-([0-9a-f]{32})-g([0-9]{1,6})");

    static Optional<OurReference> of(@Nullable String reference) {
        var key = KEY.matcher(reference == null ? "" : reference);
        return key.matches()
                ? Optional.of(new OurReference(key.group(1), Integer.parseInt(key.group(2))))
                : Optional.empty();
    }
}
