package dev.ordersync.lookup;

import dev.ordersync.platform.Copy;
import dev.ordersync.platform.Listing;
import dev.ordersync.platform.Platform;
import dev.ordersync.store.ShopMeasures;
import dev.ordersync.store.Store;
import java.time.Clock;
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

    /** A clock further off than we took it to be: the window that was asked for may have been the wrong one. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    /**
     * What the shop showed.
     *
     * @param copies by id, from all questions
     * @param scan the answer to the scan: only it can prove absence
     * @param failedReferences questions by reference that were not answered whole
     * @param clockSkew the shop's clock minus ours, as this answer showed it
     */
    record Seen(Map<String, Copy> copies, Listing scan, Map<String, String> failedReferences, Duration clockSkew) {
        static Seen nothing(Store store, String problem, @Nullable String hold) {
            var unread = new Listing(List.of(), false, problem, hold, null);
            return new Seen(Map.of(), unread, Map.of(), store.clockSkew());
        }

        @Nullable
        String hold() {
            return scan.hold();
        }
    }

    private final Platform platform;
    private final Clock clock;

    ShopLook(Platform platform, Clock clock) {
        this.platform = platform;
        this.clock = clock;
    }

    /** A shop that is not surely the known one is not asked: what it lacks proves nothing, and what it has is not ours. */
    Seen look(Store store, List<DoubtfulOrder> orders, Instant now) {
        var identity = platform.identify(store.shop());
        if (identity.shopId() == null) {
            return Seen.nothing(store, "the shop does not say which one it is", identity.hold());
        }
        if (store.shopId() != null && !store.shopId().equals(identity.shopId())) {
            return Seen.nothing(
                    store, "the shop says it is " + identity.shopId() + ", known is " + store.shopId(), WRONG_SHOP);
        }
        return look(store, orders, now, BUDGET);
    }

    private Seen look(Store store, List<DoubtfulOrder> orders, Instant now, Duration budget) {
        var first = orders.stream()
                .map(DoubtfulOrder::firstStartedAt)
                .min(Instant::compareTo)
                .orElse(now);
        var skew = store.clockSkew();
        var askedAt = clock.instant();
        var answer = platform.scan(
                store.shop(), first.plus(skew).minus(BEFORE), now.plus(skew).plus(AFTER), budget);
        var measured = answer.shopTime() == null
                ? skew
                : ShopMeasures.clockSkew(skew, answer.shopTime(), askedAt, clock.instant());
        var scan = measured.minus(skew).abs().compareTo(CLOCK_TOLERANCE) > 0 ? ofAnotherTime(answer) : answer;
        var copies = new LinkedHashMap<String, Copy>();
        scan.copies().forEach(copy -> copies.put(copy.id().value(), copy));
        var failed = new HashMap<String, String>();
        if (scan.hold() == null) {
            var references = orders.stream()
                    .limit(BY_REFERENCE)
                    .filter(order -> !carried(scan, order))
                    .flatMap(order -> order.references().stream())
                    .toList();
            askAll(store, references, copies, failed);
        }
        return new Seen(copies, scan, failed, measured);
    }

    private static Listing ofAnotherTime(Listing answer) {
        return new Listing(
                answer.copies(),
                false,
                answer.problem() == null ? "the shop's clock is far off what we took it to be" : answer.problem(),
                answer.hold(),
                answer.shopTime());
    }

    /** The first question that is not answered whole is the last: a shop that is down must not take minutes. */
    private void askAll(Store store, List<String> references, Map<String, Copy> copies, Map<String, String> failed) {
        for (var reference : references) {
            if (failed.isEmpty()) {
                ask(store, reference, copies, failed);
            } else {
                failed.put(reference, "not asked, since another question had no whole answer");
            }
        }
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
