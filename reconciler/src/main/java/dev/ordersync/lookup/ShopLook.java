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
    private static final String WRONG_SHOP = "wrong-shop";

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
        static Seen nothing(String problem, @Nullable String hold) {
            return new Seen(Map.of(), new Listing(List.of(), false, problem, hold, null), Map.of());
        }

        @Nullable
        String hold() {
            return scan.hold();
        }
    }

    private final Platform platform;

    ShopLook(Platform platform) {
        this.platform = platform;
    }

    /** A shop that is not surely the known one is not asked: what it lacks proves nothing, and what it has is not ours. */
    Seen look(Store store, List<DoubtfulOrder> orders, Instant now) {
        var identity = platform.identify(store.shop());
        if (identity.shopId() == null) {
            return Seen.nothing("the shop does not say which one it is", identity.hold());
        }
        if (store.shopId() != null && !store.shopId().equals(identity.shopId())) {
            return Seen.nothing(
                    "the shop says it is " + identity.shopId() + ", known is " + store.shopId(), WRONG_SHOP);
        }
        return look(store, orders, now, BUDGET);
    }

    private Seen look(Store store, List<DoubtfulOrder> orders, Instant now, Duration budget) {
        var first = orders.stream()
                .map(DoubtfulOrder::firstStartedAt)
                .min(Instant::compareTo)
                .orElse(now);
        var skew = store.clockSkew();
        var scan = platform.scan(
                store.shop(), first.plus(skew).minus(BEFORE), now.plus(skew).plus(AFTER), budget);
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
