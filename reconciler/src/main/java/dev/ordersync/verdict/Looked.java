package dev.ordersync.verdict;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one lookup saw for one order.
 *
 * @param startedAt when it began: only a lookup that began after the settle window's end can prove absence
 * @param complete every page and every state was read, and each row lay inside what was asked for
 * @param fresh something newer than the attempt was visible, or two complete lookups apart agree after the window's end
 * @param problem why it is not complete
 * @param candidates copies with our reference, and likely ones that nothing else explains
 */
public record Looked(
        Instant startedAt,
        boolean complete,
        boolean fresh,
        @Nullable String problem,
        List<Candidate> candidates) {

    /** The lookup's result as the contract names it. */
    public String result() {
        // What a person called another order is as good as not there, even under our reference.
        if (candidates.stream().anyMatch(candidate -> candidate.carriesOurReference() && !candidate.dismissed())) {
            return "exact";
        }
        if (candidates.stream().anyMatch(candidate -> !candidate.dismissed())) {
            return "candidates";
        }
        return complete ? "none" : "inconclusive";
    }
}
