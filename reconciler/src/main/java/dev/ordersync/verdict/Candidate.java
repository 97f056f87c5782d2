package dev.ordersync.verdict;

import dev.ordersync.matching.Match;
import dev.ordersync.platform.Copy;
import java.util.List;

/**
 * A copy that may be ours.
 *
 * @param carriesOurReference of any generation
 * @param linkedElsewhere already linked to another order
 * @param differences the decisive fields in which it is not what was sent
 */
public record Candidate(
        Copy copy,
        boolean carriesOurReference,
        boolean linkedElsewhere,
        boolean dismissed,
        List<String> differences,
        Match match) {

    boolean isAsSent() {
        return differences.isEmpty();
    }
}
