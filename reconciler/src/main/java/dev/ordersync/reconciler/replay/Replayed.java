package dev.ordersync.reconciler.replay;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a ruleset would make of past decisions. It has nobody's name or address.
 *
 * @param ruleset the version that was tried
 * @param decisions how many were looked at
 * @param incomplete of these, those whose evidence is not there whole: nothing is said about them
 * @param more whether there are earlier ones that were not looked at
 */
public record Replayed(String ruleset, int decisions, int incomplete, int changed, boolean more, List<Change> changes) {

    /** A decision that would be another one, or be shown to a person with other copies. */
    public record Change(
            String id,
            String source,
            String store,
            Instant decidedAt,
            Outcome before,
            Outcome after,
            List<Score> candidates) {}

    /** @param decision link, flag, retry, fail, cancel, or wait */
    public record Outcome(String ruleset, String decision, List<String> candidates) {}

    /** @param before null: it was no candidate */
    public record Score(
            String platformOrderId,
            @Nullable Double before,
            @Nullable Double after) {}
}
