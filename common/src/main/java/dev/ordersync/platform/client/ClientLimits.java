package dev.ordersync.platform.client;

import java.time.Duration;

/**
 * The bounds of one client.
 *
 * @param posts calls that write, in flight at once over all shops
 * @param reads calls that read, in flight at once over all shops
 * @param connectTimeout per address of a shop, within the call's own deadline
 * @param minimumLeft a call with less of its deadline left is not begun: it would be sent only to be cut off
 * @param bodyBytes how much of an answer's body is read
 */
record ClientLimits(int posts, int reads, Duration connectTimeout, Duration minimumLeft, int bodyBytes) {
    static final ClientLimits DEFAULT =
            new ClientLimits(2_000, 200, Duration.ofSeconds(10), Duration.ofMillis(50), 1 << 20);

    int connections() {
        return posts + reads;
    }
}
