package dev.ordersync.reconciler.jobs;

import dev.ordersync.problem.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * One order of a bulk action.
 *
 * @param source null: no order of this id was found
 * @param state of a job's order: waiting, done or refused; null in a dry run
 */
public record JobOrder(
        String id,
        @Nullable String source,
        String action,
        @Nullable String state,
        @Nullable Refused refused) {
    /** Why it is not done, as the order's own button would answer. */
    public record Refused(String code, String detail) {
        static Refused of(Refusal refusal) {
            return new Refused(refusal.code(), refusal.detail());
        }
    }
}
