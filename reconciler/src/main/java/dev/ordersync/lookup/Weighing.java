package dev.ordersync.lookup;

import dev.ordersync.matching.Matcher;
import dev.ordersync.order.OrderId;
import dev.ordersync.platform.AsSent;
import dev.ordersync.platform.Copy;
import dev.ordersync.store.Store;
import dev.ordersync.verdict.Candidate;
import dev.ordersync.verdict.Looked;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns what the shop showed into what it means for one order: its candidates, and how far the look proves absence. */
final class Weighing {
    /** The most alike are kept; more would only be noise on a page. */
    private static final int MAX_CANDIDATES = 10;

    private static final Pattern OUR_KEYS = Pattern.compile("os-[0-9a-f]{32}-g[0-9]+");

    private final Matcher matcher;
    /** Copies of this shop that are linked already, or being voided: by id, the order that they belong to. */
    private final Map<String, OrderId> linked;

    Weighing(Matcher matcher, Map<String, OrderId> linked) {
        this.matcher = matcher;
        this.linked = linked;
    }

    Looked weigh(Store store, DoubtfulOrder order, ShopLook.Seen seen, Instant startedAt) {
        var problem = problem(store, order, seen);
        var candidates = seen.copies().values().stream()
                .filter(copy -> !copy.test())
                .filter(copy -> !order.voidedCopies().contains(copy.id().value()))
                .map(copy -> candidate(order, copy))
                .filter(candidate -> candidate.carriesOurReference() || mayBeOurs(candidate))
                .sorted(Comparator.comparing(Candidate::carriesOurReference)
                        .thenComparingDouble(candidate -> candidate.match().score())
                        .reversed()
                        .thenComparing(candidate -> candidate.copy().id().value()))
                .limit(MAX_CANDIDATES)
                .toList();
        boolean complete = problem == null;
        return new Looked(startedAt, complete, complete && fresh(store, order, seen, startedAt), problem, candidates);
    }

    /** Why this look can't prove absence; null when it can. */
    private static @Nullable String problem(Store store, DoubtfulOrder order, ShopLook.Seen seen) {
        if (order.shopIds().stream().anyMatch(shop -> !shop.equals(store.shopId()))) {
            return "the store leads to another shop than the one that the order was sent to";
        }
        if (!seen.scan().complete()) {
            return seen.scan().problem() == null
                    ? "the list was not read whole"
                    : seen.scan().problem();
        }
        return order.references().stream()
                .map(seen.failedReferences()::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private Candidate candidate(DoubtfulOrder order, Copy copy) {
        var owner = linked.get(copy.id().value());
        boolean ours = copy.reference() != null && order.references().contains(copy.reference());
        return new Candidate(
                copy,
                ours,
                ours && !order.references().getLast().equals(copy.reference()),
                owner != null && !owner.equals(order.id()),
                order.dismissedCopies().contains(copy.id().value()),
                AsSent.differences(order.content(), copy.content()),
                matcher.compare(order.content(), copy));
    }

    /** A copy without our reference counts only if it is alike and no other order explains it. */
    private static boolean mayBeOurs(Candidate candidate) {
        var reference = candidate.copy().reference();
        boolean anothers = reference != null && OUR_KEYS.matcher(reference).matches();
        return candidate.match().isLikely()
                && !candidate.linkedElsewhere()
                && !anothers
                && candidate.copy().status().isLive();
    }

    private static boolean fresh(Store store, DoubtfulOrder order, ShopLook.Seen seen, Instant startedAt) {
        if (startedAt.isBefore(order.lastEndedAt().plus(store.measuredLag()))) {
            return false; // this shop's list is known to be later than that
        }
        Instant endedAt = order.doubtSince().plus(seen.clockSkew());
        if (seen.scan().copies().stream().map(Copy::createdAt).anyMatch(made -> made.isAfter(endedAt))) {
            return true;
        }
        var apart = LookupSchedule.apart(Duration.between(order.doubtSince(), order.settlesAt()));
        return !startedAt.isBefore(order.settlesAt())
                && order.noneSince() != null
                && !startedAt.isBefore(order.noneSince().plus(apart));
    }
}
