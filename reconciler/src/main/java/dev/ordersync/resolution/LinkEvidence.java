package dev.ordersync.resolution;

import dev.ordersync.matching.Agreement;
import dev.ordersync.matching.Evidence;
import dev.ordersync.matching.Match;
import dev.ordersync.order.IdempotencyKey;
import dev.ordersync.order.OrderContent;
import dev.ordersync.platform.AsSent;
import dev.ordersync.platform.Copy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/** What speaks against a link that a person asks for. What the shop did not say never speaks against it. */
final class LinkEvidence {
    /** Compared exactly, as sent; the ruleset's view of them adds nothing. */
    private static final Set<String> SAID_ALREADY = Set.of("lines", "total");

    private LinkEvidence() {}

    /** The fields that disagree, for people; empty: nothing speaks against it. */
    static List<String> against(Facts order, OrderContent sent, Copy copy, Match match) {
        var against = new ArrayList<String>();
        boolean ours = isOurs(order, copy);
        if (copy.reference() != null && !ours) {
            against.add("reference (another order's)");
        }
        if (copy.test()) {
            against.add("test order");
        }
        if (!copy.status().isLive()) {
            against.add("status (" + copy.status().name().toLowerCase(Locale.ROOT) + ")");
        }
        against.addAll(AsSent.differences(sent, copy));
        // Under our own reference another person is a merchant's correction, not another customer.
        if (!ours && !match.isLikely()) {
            match.evidence().stream()
                    .filter(evidence -> evidence.agreement() == Agreement.DIFFERS)
                    .map(Evidence::field)
                    .filter(field -> !SAID_ALREADY.contains(field))
                    .forEach(against::add);
        }
        return List.copyOf(against);
    }

    /** References of all generations count. */
    static boolean isOurs(Facts order, Copy copy) {
        return IntStream.rangeClosed(1, order.generation())
                .mapToObj(generation -> IdempotencyKey.of(order.source(), order.externalId(), generation))
                .anyMatch(key -> key.equals(copy.reference()));
    }
}
