package dev.ordersync.verdict;

import dev.ordersync.matching.Match;
import dev.ordersync.matching.Sharing;
import dev.ordersync.platform.Copy;
import java.util.List;

/**
 * A copy that may be ours.
 *
 * @param carriesOurReference of any generation
 * @param outdated our reference of an earlier generation: its content may be one that the order no longer has
 * @param linkedElsewhere already linked to another order
 * @param differences the decisive fields in which it is not what was sent
 * @param sharing how common its values are among the copies seen with it
 * @param rivals other orders of ours, by their marketplace ids, that it may be just as well
 */
public record Candidate(
        Copy copy,
        boolean carriesOurReference,
        boolean outdated,
        boolean linkedElsewhere,
        boolean dismissed,
        List<String> differences,
        Match match,
        Sharing sharing,
        List<String> rivals) {

    boolean isAsSent() {
        return differences.isEmpty();
    }
}
