package dev.ordersync.reconciler.console;

import dev.ordersync.wording.ShownStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page of one order, ready to be written.
 *
 * @param allowed the actions that are safe now and that the reader may press
 * @param candidates copies that may be this order, the most alike first; not those that a person dismissed
 * @param audit the last entries, newest first, of {@code audited}
 * @param readAt when all this was true
 */
record OrderPage(
        Head head,
        String lead,
        @Nullable DeadlineBar deadline,
        RetryButton retry,
        List<String> allowed,
        List<Step> steps,
        List<Attempt> attempts,
        String budget,
        List<CandidateView> candidates,
        List<AuditLine> audit,
        String audited,
        Contents contents,
        Details details,
        boolean admin,
        Moment readAt) {

    /** @param platformOrderId the order in the shop, once it is known */
    record Head(
            String id,
            String source,
            String store,
            int version,
            ShownStatus shown,
            Moment placed,
            @Nullable String url,
            @Nullable String platformOrderId,
            @Nullable String platformOrderUrl) {}

    record Attempt(
            int number,
            String name,
            String glyph,
            String outcome,
            @Nullable String code,
            @Nullable String detail,
            Moment started,
            String took,
            String http) {}

    record AuditLine(
            Moment at, String who, String what, @Nullable String why) {}

    record Details(
            String status,
            String key,
            int generation,
            int policyVersion,
            @Nullable String ruleset) {}

    public boolean allows(String action) {
        return allowed.contains(action);
    }

    /** Whether a person is asked to say which order in the shop is this one. */
    public boolean asks() {
        return allows("dismiss") && !candidates.isEmpty();
    }
}
