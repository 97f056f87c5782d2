package dev.ordersync.verdict;

import java.time.Instant;

/**
 * What the verdict has to know about an order in doubt.
 *
 * @param settlesAt frozen when the doubt began: absence means nothing before
 * @param noId the shop said that it took it: never sent again by itself
 * @param dismissed a person said of a candidate that it is not ours, and has not pressed Retry since
 * @param gaveUp it waited for {@code giveUpAfter}
 * @param budgetUsedUp no attempt is left
 * @param linkExactMatch the store's policy: link, or leave even a sure match to a person
 * @param nextLookupAt when to look again if nothing can be said yet
 */
public record Doubt(
        Instant settlesAt,
        Instant decideBy,
        boolean noId,
        boolean cancelRequested,
        boolean dismissed,
        boolean gaveUp,
        boolean budgetUsedUp,
        boolean linkExactMatch,
        Instant nextLookupAt) {}
