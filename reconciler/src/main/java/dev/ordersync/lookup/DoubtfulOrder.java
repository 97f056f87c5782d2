package dev.ordersync.lookup;

import dev.ordersync.matching.Wanted;
import dev.ordersync.order.OrderContent;
import dev.ordersync.order.OrderId;
import dev.ordersync.store.Store;
import dev.ordersync.verdict.OpenOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An order in doubt as one pass reads it.
 *
 * @param evidenceVersion what the verdict will have judged: it moves nothing once this has changed
 * @param references the keys of all generations, the present one last: a copy of an earlier one counts as well
 * @param firstStartedAt when its first attempt started
 * @param lastEndedAt when its last attempt ended; the doubt's beginning where none is known
 * @param noneSince when the first complete lookup of this doubt that saw nothing started
 * @param voidedCopies copies that we took out of the shop: never a candidate again, whatever a list shows
 * @param shopIds the shops that its attempts were made to
 */
record DoubtfulOrder(
        OrderId id,
        int attempt,
        int evidenceVersion,
        Instant doubtSince,
        Instant settlesAt,
        Instant decideBy,
        boolean noId,
        boolean cancelRequested,
        boolean dismissed,
        boolean gaveUp,
        int attemptsUsed,
        int extraAttempts,
        @Nullable Instant noneSince,
        Instant firstStartedAt,
        Instant lastEndedAt,
        List<String> references,
        Set<String> dismissedCopies,
        Set<String> voidedCopies,
        Set<String> shopIds,
        OrderContent content) {

    /** @param clockSkew the shop's clock minus ours */
    OpenOrder open(Store store, Duration clockSkew) {
        return new OpenOrder(id, wanted(store, clockSkew), references, dismissedCopies, voidedCopies);
    }

    /** In recovery mode attempts may be forgotten, so that their times say nothing. */
    private Wanted wanted(Store store, Duration clockSkew) {
        return store.recoverySince() == null
                ? new Wanted(content, firstStartedAt.plus(clockSkew), lastEndedAt.plus(clockSkew))
                : Wanted.of(content);
    }
}
