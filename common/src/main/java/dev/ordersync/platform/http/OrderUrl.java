package dev.ordersync.platform.http;

import dev.ordersync.order.PlatformOrderId;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the order's id from the address of its page: what follows {@code orders}, else the last part of the path. */
final class OrderUrl {
    private OrderUrl() {}

    static Optional<PlatformOrderId> id(String url) {
        try {
            var path = new URI(url.strip()).getPath();
            return path == null ? Optional.empty() : id(parts(path));
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    private static Optional<PlatformOrderId> id(List<String> parts) {
        for (int i = parts.size() - 2; i >= 0; i--) {
            var part = parts.get(i).toLowerCase(Locale.ROOT);
            if (part.equals("orders") || part.equals("order")) {
                return named(parts.get(i + 1));
            }
        }
        return parts.isEmpty() ? Optional.empty() : named(parts.getLast());
    }

    private static Optional<PlatformOrderId> named(String part) {
        return part.length() > PlatformOrderId.MAX_LENGTH ? Optional.empty() : Optional.of(new PlatformOrderId(part));
    }

    private static List<String> parts(String path) {
        return Arrays.stream(path.split("/")).filter(part -> !part.isBlank()).toList();
    }
}
