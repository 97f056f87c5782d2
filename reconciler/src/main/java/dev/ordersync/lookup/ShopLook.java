package dev.ordersync.lookup;

import dev.ordersync.platform.Copy;
import dev.ordersync.platform.Listing;
import dev.ordersync.platform.Platform;
import dev.ordersync.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One look into a store's shop for all its orders in doubt: one scan of the window serves them all, and a few are also
 * asked for by reference, which is the surest question.
 */
final class ShopLook {
    /** Orders that a pass also asks for one by one. */
    static final int BY_REFERENCE = 20;

    /** Before the first attempt: what the shop's clock and its granularity may hide. */
    private static final Duration BEFORE = Duration.ofHours(1);

    private static final Duration AFTER = Duration.ofMinutes(10);
    private static final Duration BUDGET = Duration.ofSeconds(60);

    /**
     * What the shop showed.
     *
     * @param copies by id, from all questions
     * @param scan the answer to the scan: only it can prove absence
     * @param failedReferences questions by reference that were not answered whole
     */
    record Seen(Map<String, Copy> copies, Listing scan, Map<String, String> failedReferences) {
        @Nullable
        String hold() {
            return scan.hold();
        }
    }

    private final Platform platform;

    ShopLook(Platform platform) {
        this.platform = platform;
    }

    Seen look(Store store, List<DoubtfulOrder> orders, Instant now) {
        var first = orders.stream()
                .map(DoubtfulOrder::firstStartedAt)
                .min(Instant::compareTo)
                .orElse(now);
        var skew = store.clockSkew();
        var scan = platform.scan(
                store.shop(), first.plus(skew).minus(BEFORE), now.plus(skew).plus(AFTER), BUDGET);
        var copies = new LinkedHashMap<String, Copy>();
        scan.copies().forEach(copy -> copies.put(copy.id().value(), copy));
        var failed = new HashMap<String, String>();
        if (scan.hold() == null) {
            orders.stream()
                    .limit(BY_REFERENCE)
                    .filter(order -> !carried(scan, order))
                    .flatMap(order -> order.references().stream())
                    .forEach(reference -> ask(store, reference, copies, failed));
        }
        return new Seen(copies, scan, failed);
    }

    private static boolean carried(Listing scan, DoubtfulOrder order) {
        return scan.copies().stream().anyMatch(copy -> order.references().contains(String.valueOf(copy.reference())));
    }

    private void ask(Store store, String reference, Map<String, Copy> copies, Map<String, String> failed) {
        var answer = platform.findByReference(store.shop(), reference);
        answer.copies().forEach(copy -> copies.putIfAbsent(copy.id().value(), copy));
        if (!answer.complete()) {
            failed.put(reference, String.valueOf(answer.problem()));
        }
    }
}
